package flowc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class IrInterpreterTest {
    @Test
    void anEndlessLoopRunsOutOfSteps() {
        final IrMethod endless = TestPrograms.method("endless", List.of(), new IrStatement.Loop(new IrLabel(0, "l"), List.of()));
        final IrMethod fine = TestPrograms.function("fine", IrType.LONG, List.of(), TestPrograms.result(new IrExpression.LongConstant(3)));
        try (TestContext context = new TestContext(8)) {
            final InterpretedProgram program = new InterpretedProgram(TestPrograms.program(endless, fine), context, 1000);
            assertThrows(IrInterpreter.StepBudgetExceeded.class, () -> program.call("endless"));
            assertEquals(3L, program.call("fine"), "the next call has a budget of its own");
        }
    }
}
