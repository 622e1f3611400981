package flowc.compiler.filter.rules;

import flowc.compiler.filter.predicate.Predicate;
import flowc.runtime.program.FilterProgram;
import java.util.Optional;
import java.util.Set;

/** A filter of a set: its number, what it means, and its patterns where it has some. Any thread. */
public final class Rule {
    private final int number;
    private final Optional<Predicate> predicate;
    private final Optional<Set<Pattern>> patterns;
    private final FilterProgram test;
    private volatile boolean removed;

    /** {@code patterns}, where there are some, mean what {@code predicate} means on packets whose headers are whole. */
    public Rule(int number, Predicate predicate, Optional<Set<Pattern>> patterns) {
        this(number, Optional.of(predicate), patterns, new InterpretedFilter(predicate));
    }

    /** A rule that is always asked by itself. */
    public Rule(int number, FilterProgram program) {
        this(number, Optional.empty(), Optional.empty(), program);
    }

    private Rule(int number, Optional<Predicate> predicate, Optional<Set<Pattern>> patterns, FilterProgram test) {
        this.number = number;
        this.predicate = predicate;
        this.patterns = patterns;
        this.test = test;
    }

    public int number() {
        return number;
    }

    /** What it means; empty where only its program knows. */
    Optional<Predicate> predicate() {
        return predicate;
    }

    Optional<Set<Pattern>> patterns() {
        return patterns;
    }

    /** The program that it was made of, or the slow one that is there while nothing better is. */
    FilterProgram program() {
        return test;
    }

    /** Whether it accepts the packet, asked by itself: slow where there is no program. */
    boolean accepts(long packet, long captureLength, long wireLength) {
        return test.test(packet, captureLength, wireLength);
    }

    /** Makes it match nothing more, at once. */
    public void remove() {
        removed = true;
    }

    boolean isRemoved() {
        return removed;
    }
}
