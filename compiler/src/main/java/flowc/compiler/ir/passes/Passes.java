package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrVerifier;
import java.util.List;

/** The optimiser: all passes in their order. */
public final class Passes {
    private static final Pass FOLDING = new ConstantFolding();

    /**
     * Inlining and forwarding first: the others then see more. Folding makes constants for simplification to collect, and folds what that collected;
     * what both decide, elimination removes. The machine's order comes behind shared loads, which are of one order; moves come last: they grow.
     */
    public static final List<Pass> ALL = with(new Inlining());

    private static final List<Pass> APART = with(new Inlining(0));

    private static final boolean VERIFIED = Boolean.getBoolean("flowc.checked");

    private Passes() {}

    private static List<Pass> with(Inlining inlining) {
        return List.of(inlining, new Forwarding(), FOLDING, new AlgebraicSimplification(), FOLDING, new DeadCodeElimination(), new CommonConditions(), new CommonLoads(), new NativeOrder(), new SmallMoves());
    }

    /** Runs all passes. In checked runs, as tests are, the program is verified before and after each; that takes longer than the passes. */
    public static IrProgram run(IrProgram program) {
        return run(program, ALL);
    }

    /** The same, with methods left apart: for a program that is too large otherwise. */
    public static IrProgram runApart(IrProgram program) {
        return run(program, APART);
    }

    private static IrProgram run(IrProgram program, List<Pass> passes) {
        verify(program, "before the passes");
        IrProgram current = program;
        for (Pass pass : passes) {
            current = pass.apply(current);
            verify(current, "after pass " + pass.name());
        }
        return current;
    }

    private static void verify(IrProgram program, String when) {
        if (VERIFIED) {
            IrVerifier.require(program, when);
        }
    }
}
