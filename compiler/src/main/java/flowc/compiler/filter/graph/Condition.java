package flowc.compiler.filter.graph;

/** What a {@link Node.Branch} asks. */
public sealed interface Condition {
    /** {@code right} is the constant where one is. */
    record Equal(Term left, Term right) implements Condition {}

    /** Unsigned. */
    record Below(Term left, Term right) implements Condition {}

    /** Whether {@code bytes} bytes from {@code index} on, or from the packet's first on where it is null, are captured; sums do not wrap. */
    record Captured(Term index, long bytes) implements Condition {}
}
