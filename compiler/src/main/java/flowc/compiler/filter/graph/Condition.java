package flowc.compiler.filter.graph;

import java.util.List;

/** What a {@link Node.Branch} asks. */
public sealed interface Condition {
    /** {@code right} is the constant where one is. */
    record Equal(Term left, Term right) implements Condition {}

    /** Unsigned. */
    record Below(Term left, Term right) implements Condition {}

    /** Whether {@code bytes} bytes from {@code index} on, or from the packet's first on where it is null, are captured; sums do not wrap. */
    record Captured(Term index, long bytes) implements Condition {}

    /**
     * Whether {@code bytes} (1, 2, 4 or 8) bytes at {@code index + offset}, a number in network order, are {@code value} where {@code mask} has ones.
     * Several Equals in one.
     */
    record Match(Term index, long offset, int bytes, long mask, long value) implements Condition {}

    /** Whether one at least of two numbers side by side, of {@code laneBytes} (2 or 4) bytes each, is its half of {@code value} where {@code mask} has ones. */
    record EitherLane(Term index, long offset, int laneBytes, long mask, long value) implements Condition {}

    /** Whether one at least holds; Equals and Belows, all evaluated, because a jump that is hard to predict costs more than they do. */
    record Any(List<Condition> parts) implements Condition {}
}
