package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Value;

/** How a {@link Term} is computed: 32 bits, unsigned, modulo 2^32. */
public sealed interface Shape {
    record Constant(int value) implements Shape {}

    record WireLength() implements Shape {}

    /**
     * {@code bytes} bytes in network order at {@code index + offset}, or at {@code offset} where {@code index} is null; the sum does not wrap.
     * Only where a {@link Condition.Captured} on the way says that they are there.
     */
    record Load(int bytes, Term index, long offset) implements Shape {}

    /** DIVIDE and REMAINDER only where a condition on the way says that {@code right} is not 0. */
    record Binary(Value.Operator operator, Term left, Term right) implements Shape {}

    record Register(int number) implements Shape {}
}
