package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Statement;

/** Whether control can reach the end of a statement. */
final class Completion {
    private Completion() {}

    /** Whether what stands behind a statement in its block is never reached. */
    static boolean neverGoesOn(Statement statement) {
        return switch (statement) {
            case Statement.Return _, Statement.Break _, Statement.Continue _ -> true;
            case Statement.Block block -> block.statements().stream().anyMatch(Completion::neverGoesOn);
            case Statement.If branch -> branch.otherwise() != null && neverGoesOn(branch.then()) && neverGoesOn(branch.otherwise());
            case Statement.Match match -> match.otherwise() != null && neverGoesOn(match.otherwise()) && match.arms().stream().allMatch(arm -> neverGoesOn(arm.body()));
            default -> false;
        };
    }

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
