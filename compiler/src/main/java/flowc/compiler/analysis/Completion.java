package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Statement;

/** Whether control can reach the end of a statement. */
final class Completion {
    private Completion() {}

    static boolean alwaysReturns(Statement statement) {
        return switch (statement) {
            case Statement.Return _ -> true;
            case Statement.Block block -> block.statements().stream().anyMatch(Completion::alwaysReturns);
            case Statement.If branch -> branch.otherwise() != null && alwaysReturns(branch.then()) && alwaysReturns(branch.otherwise());
            case Statement.Match match -> match.otherwise() != null && alwaysReturns(match.otherwise()) && match.arms().stream().allMatch(a -> alwaysReturns(a.body()));
            default -> false;
        };
    }
}
