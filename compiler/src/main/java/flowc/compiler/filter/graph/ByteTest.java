package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Value.Operator;

/** A test of bytes side by side for a value under a mask; both are numbers in network order. */
record ByteTest(Term index, long offset, int bytes, long mask, long value) {
    private static final long ALL = -1L;

    /** The bytes that {@code condition} tests; null where it is no such test. */
    static ByteTest of(Condition condition) {
        return switch (condition) {
            case Condition.Match(Term index, long offset, int bytes, long mask, long value) -> new ByteTest(index, offset, bytes, mask, value);
            case Condition.Equal(Term left, Term right) when right.isConstant() -> of(left, right.constant());
            default -> null;
        };
    }

    private static ByteTest of(Term term, long value) {
        return switch (term.shape()) {
            case Shape.Load(int bytes, Term index, long offset) -> new ByteTest(index, offset, bytes, ones(bytes), value);
            case Shape.Binary(Operator operator, Term left, Term right)
                when operator == Operator.AND && right.isConstant() && left.shape() instanceof Shape.Load(int bytes, Term index, long offset) ->
                new ByteTest(index, offset, bytes, right.constant() & ones(bytes), value);
            default -> null;
        };
    }

    private static long ones(int bytes) {
        return ALL >>> (Long.SIZE - Byte.SIZE * bytes);
    }

    long end() {
        return offset + bytes;
    }

    /** The same test of the {@code width} bytes from {@code start} on, which hold these. */
    ByteTest within(long start, int width) {
        final long shift = Byte.SIZE * (start + width - end());
        return new ByteTest(index, start, width, mask << shift, value << shift);
    }

    /** Both tests, which are of the same bytes; null where they cannot both hold. */
    ByteTest and(ByteTest other) {
        final boolean contradict = ((value ^ other.value) & mask & other.mask) != 0;
        return contradict ? null : new ByteTest(index, offset, bytes, mask | other.mask, value | other.value);
    }
}
