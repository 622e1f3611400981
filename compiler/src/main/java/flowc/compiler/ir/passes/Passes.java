package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrVerifier;
import java.util.List;

/** The optimiser: all passes in their order. */
public final class Passes {
    private static final Pass FOLDING = new ConstantFolding();

    /** Folding makes constants for simplification to collect, and folds what that collected; what both decide, elimination removes. Moves come last: they grow. */
    public static final List<Pass> ALL = List.of(FOLDING, new AlgebraicSimplification(), FOLDING, new DeadCodeElimination(), new SmallMoves());

    private Passes() {}

    /** Runs all passes; verifies the program before and after each. */
    public static IrProgram run(IrProgram program) {
        IrVerifier.require(program, "before the passes");
        IrProgram current = program;
        for (Pass pass : ALL) {
            current = pass.apply(current);
            IrVerifier.require(current, "after pass " + pass.name());
        }
        return current;
    }
}
