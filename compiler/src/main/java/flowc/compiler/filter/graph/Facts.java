package flowc.compiler.filter.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * What holds of a packet at one place of a graph. Immutable.
 *
 * @param captured bytes that are captured at least
 * @param numbers what is known of terms that are no constants
 * @param reached bytes that are captured at least from an index on
 * @param hash of the others
 */
record Facts(long captured, Map<Term, Known> numbers, Map<Term, Long> reached, int hash) {
    static final Facts NONE = new Facts(0, Map.of(), Map.of());

    private static final int NUMBERS_FACTOR = 31;
    private static final int REACHED_FACTOR = 961;

    /** The hash is asked for often. */
    Facts(long captured, Map<Term, Known> numbers, Map<Term, Long> reached) {
        this(captured, numbers, reached, Long.hashCode(captured) + NUMBERS_FACTOR * numbers.hashCode() + REACHED_FACTOR * reached.hashCode());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && hash == facts.hash && captured == facts.captured && numbers.equals(facts.numbers) && reached.equals(facts.reached);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    Known of(Term term) {
        final Known known = numbers.get(term);
        if (known != null) {
            return known;
        }
        if (term.isConstant()) {
            return Known.exactly(term.constant());
        }
        if (!numbers.isEmpty() && term.shape() instanceof Shape.Binary binary) {
            final Known left = of(binary.left());
            final Known right = of(binary.right());
            final Integer value = left.isOne() && right.isOne() ? Arithmetic32.compute(binary.operator(), (int) left.low(), (int) right.low()) : null;
            if (value != null) {
                return Known.exactly(Integer.toUnsignedLong(value));
            }
        }
        return Known.upTo(term.highest());
    }

    /** Whether {@code condition} holds; null where that is not known. */
    Boolean decides(Condition condition) {
        return switch (condition) {
            case Condition.Equal(Term left, Term right) when right.isConstant() -> of(left).equal(right.constant());
            case Condition.Equal(Term left, Term right) -> of(right).isOne() ? of(left).equal(of(right).low()) : of(left).isOne() ? of(right).equal(of(left).low()) : null;
            case Condition.Below(Term left, Term right) -> of(left).below(of(right));
            case Condition.Captured(Term index, long bytes) -> captured >= bytes + (index == null ? 0 : of(index).high())
                || (index != null && reached.getOrDefault(index, 0L) >= bytes) ? true : null;
            case Condition.Match _, Condition.EitherLane _, Condition.Any _ -> null;
        };
    }

    /** What holds too where {@code condition} does, or where it does not. */
    Facts with(Condition condition, boolean holds) {
        return switch (condition) {
            case Condition.Equal(Term left, Term right) when right.isConstant() ->
                with(left, holds ? Known.exactly(right.constant()) : of(left).without(right.constant()));
            case Condition.Equal _ -> this;
            case Condition.Below(Term left, Term right) when holds ->
                with(left, of(left).atMost(of(right).high() - 1)).with(right, of(right).atLeast(of(left).low() + 1));
            case Condition.Below(Term left, Term right) -> with(left, of(left).atLeast(of(right).low())).with(right, of(right).atMost(of(left).high()));
            case Condition.Captured(Term index, long bytes) when holds -> index == null ? withCaptured(bytes) : withReached(index, bytes);
            case Condition.Captured _, Condition.Match _, Condition.EitherLane _, Condition.Any _ -> this;
        };
    }

    Facts withCaptured(long bytes) {
        return bytes <= captured ? this : new Facts(bytes, numbers, reached, hash - Long.hashCode(captured) + Long.hashCode(bytes));
    }

    private Facts withReached(Term index, long bytes) {
        final Map<Term, Long> more = new HashMap<>(reached);
        more.merge(index, bytes, Math::max);
        return new Facts(captured, numbers, more);
    }

    private Facts with(Term term, Known known) {
        if (term.isConstant() || known.low() > known.high() || known.equals(numbers.get(term))) {
            return this;
        }
        final Map<Term, Known> more = new HashMap<>(numbers);
        final Known before = more.put(term, known);
        // A map's hash is the sum of its entries', so most of it need not be computed anew.
        final int change = (term.hashCode() ^ known.hashCode()) - (before == null ? 0 : term.hashCode() ^ before.hashCode());
        return new Facts(captured, more, reached, hash + NUMBERS_FACTOR * change);
    }

    /** A register, or several by their bits, has another value now. */
    Facts forget(long registers) {
        if (registers == 0) {
            return this;
        }
        final Map<Term, Known> numbersLeft = new HashMap<>(numbers);
        numbersLeft.keySet().removeIf(term -> (term.registers() & registers) != 0);
        final Map<Term, Long> reachedLeft = new HashMap<>(reached);
        reachedLeft.keySet().removeIf(term -> (term.registers() & registers) != 0);
        return new Facts(captured, numbersLeft, reachedLeft);
    }

    Facts without(Term term) {
        final Map<Term, Known> numbersLeft = new HashMap<>(numbers);
        numbersLeft.remove(term);
        final Map<Term, Long> reachedLeft = new HashMap<>(reached);
        reachedLeft.remove(term);
        return new Facts(captured, numbersLeft, reachedLeft);
    }
}
