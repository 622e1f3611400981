package flowc.compiler.filter.rules;

import flowc.compiler.filter.predicate.Predicate;
import java.util.Optional;
import java.util.Set;

/** A filter of a set: its number, what it means, and its patterns where it has some. Any thread. */
public final class Rule {
    private final int number;
    private final Predicate predicate;
    private final Optional<Set<Pattern>> patterns;
    private final InterpretedFilter test;
    private volatile boolean removed;

    /** {@code patterns}, where there are some, mean what {@code predicate} means on packets whose headers are whole. */
    public Rule(int number, Predicate predicate, Optional<Set<Pattern>> patterns) {
        this.number = number;
        this.predicate = predicate;
        this.patterns = patterns;
        this.test = new InterpretedFilter(predicate);
    }

    public int number() {
        return number;
    }

    Predicate predicate() {
        return predicate;
    }

    Optional<Set<Pattern>> patterns() {
        return patterns;
    }

    /** Whether it accepts the packet, slowly: for the few packets and moments for which nothing else is there. */
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
