package flowc.compiler.syntax;

import static flowc.compiler.source.Code.NESTING_TOO_DEEP;

import flowc.compiler.source.Span;

/**
 * How deep the syntax tree is at the place that is built. Later stages walk it by recursion, and chains make it deep without
 * any bracket: {@code a + b + c} has a level for each operator, {@code a.b.c} for each member, {@code else if} for each branch.
 */
final class TreeDepth {
    /** Levels that chains may add, over all that stand within each other. */
    private static final int MAX_LEVELS = 2 * Brackets.MAX_DEPTH;

    private final Reporter reporter;
    private int depth;

    TreeDepth(Reporter reporter) {
        this.reporter = reporter;
    }

    /** Goes down a chain of {@code links}; false, and reported, when it is too long. Each true needs a {@link #leave}. */
    boolean enter(int links, Span span) {
        if (links > Brackets.MAX_DEPTH || depth + links > MAX_LEVELS) {
            final int allowed = links > Brackets.MAX_DEPTH ? Brackets.MAX_DEPTH : MAX_LEVELS;
            reporter.error(NESTING_TOO_DEEP, span, "more than %d operators or branches in a row", allowed)
                    .hint("split it with 'let' or 'match'");
            return false;
        }
        depth += links;
        return true;
    }

    void leave(int links) {
        depth -= links;
    }
}
