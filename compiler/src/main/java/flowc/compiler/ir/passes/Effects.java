package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrTree;

/** Whether an expression may be left out when nobody wants its value. */
final class Effects {
    private Effects() {}

    /** Loads may go, since nothing but their value comes of them; calls may not. */
    static boolean droppable(IrExpression expression) {
        return !(expression instanceof IrExpression.Call) && IrTree.operands(expression).stream().allMatch(Effects::droppable);
    }
}
