package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.TestContext;
import flowc.compiler.ir.TestPrograms;
import flowc.compiler.ir.passes.Passes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Long chains nest deeply in the IR; the default stack must do for every stage. */
final class DeepNestingTest {
    /** Twice what the parser lets through; the test thread has a default stack of its own. */
    private static final int DEPTH = 400;
    private static final IrLocal TABLE = new IrLocal(0, "table", IrType.LONG);
    private static final IrLocal ROW = new IrLocal(1, "row", IrType.LONG);

    private static long rank(IrStatement... body) {
        final IrProgram program = TestPrograms.program(new IrMethod("rank", true, List.of(TABLE, ROW), Optional.of(IrType.LONG), List.of(body)));
        IrPrinter.print(program);
        try (TestContext context = new TestContext(8)) {
            Emitted.of(program, context);
            return Emitted.of(Passes.run(program), context).instance().rank(1, DEPTH - 1);
        }
    }

    @Test
    void chainsOfElseIf() {
        IrStatement chain = TestPrograms.result(new IrExpression.LongConstant(-1));
        for (int i = 0; i < DEPTH; i++) {
            final IrExpression isRow = new IrExpression.Compare(IrComparison.EQUAL, new IrExpression.Read(ROW), new IrExpression.LongConstant(i));
            chain = new IrStatement.If(isRow, List.of(TestPrograms.result(new IrExpression.LongConstant(i * 2L))), List.of(chain));
        }
        assertEquals(2 * (DEPTH - 1), rank(chain));
    }

    @Test
    void longSumsAndConditions() {
        IrExpression sum = new IrExpression.Read(ROW);
        IrExpression any = new IrExpression.Compare(IrComparison.LESS, sum, new IrExpression.LongConstant(0));
        for (int i = 0; i < DEPTH; i++) {
            sum = new IrExpression.Arithmetic(i % 2 == 0 ? IrOperator.ADD : IrOperator.XOR, sum, new IrExpression.Read(TABLE));
            any = new IrExpression.Or(any, new IrExpression.Compare(IrComparison.EQUAL, new IrExpression.Read(ROW), new IrExpression.LongConstant(i)));
        }
        long expected = DEPTH - 1;
        for (int i = 0; i < DEPTH; i++) {
            expected = i % 2 == 0 ? expected + 1 : expected ^ 1;
        }
        assertEquals(expected, rank(TestPrograms.result(new IrExpression.Conditional(any, sum, new IrExpression.LongConstant(-7)))));
    }
}
