package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Asks once what every question of a chain asks first: {@code if w and a … else if w and b …} becomes {@code if w { if a … else if b … }}. What is
 * left of a chain of protocols are then questions for one number, which are one jump.
 */
final class CommonConditions implements Pass {
    @Override
    public String name() {
        return "common-conditions";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        return Rewriter.rewrite(program, UnaryOperator.identity(), CommonConditions::share);
    }

    private static IrStatement share(IrStatement statement) {
        if (statement instanceof IrStatement.If(IrExpression.And(IrExpression first, IrExpression own), List<IrStatement> then, List<IrStatement> otherwise)
                && otherwise.size() == 1 && otherwise.getFirst() instanceof IrStatement.If rest && rest.otherwise().isEmpty() && Effects.droppable(first)) {
            if (rest.condition().equals(first)) {
                return new IrStatement.If(first, List.of(new IrStatement.If(own, then, rest.then())), List.of());
            }
            if (rest.condition() instanceof IrExpression.And(IrExpression again, IrExpression last) && again.equals(first)) {
                return new IrStatement.If(first, List.of(new IrStatement.If(own, then, List.of(new IrStatement.If(last, rest.then(), List.of())))), List.of());
            }
        }
        return statement;
    }
}
