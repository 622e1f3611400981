package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Statement;
import java.util.function.Predicate;

/** Whether control can reach the end of a statement. */
final class Completion {
    private Completion() {}

    /** Whether what stands behind a statement in its block is never reached. */
    static boolean neverGoesOn(Statement statement) {
        return always(statement, one -> one instanceof Statement.Return || one instanceof Statement.Break || one instanceof Statement.Continue);
    }

    static boolean alwaysReturns(Statement statement) {
        return always(statement, Statement.Return.class::isInstance);
    }

    /** Whether every way through a statement comes to one that {@code ends} it. */
    private static boolean always(Statement statement, Predicate<Statement> ends) {
        return switch (statement) {
            case Statement.Block block -> block.statements().stream().anyMatch(one -> always(one, ends));
            case Statement.If branch -> branch.otherwise() != null && always(branch.then(), ends) && always(branch.otherwise(), ends);
            case Statement.Match match -> match.otherwise() != null && always(match.otherwise(), ends) && match.arms().stream().allMatch(arm -> always(arm.body(), ends));
            default -> ends.test(statement);
        };
    }
}
