package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.TestContext;
import flowc.compiler.ir.TestPrograms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which questions are asked in the machine's order, and that each has the answer that it had. */
final class NativeOrderTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final long[] VALUES = {0, 1, -1, 8, 0x80, 0xff, 0x100, 0x800, 0x8000, 0xff00, 0xffff, 0x1_0000, 0x8000_0000L, 0xffff_ffffL, 1L << 32, 0x0102_0304_0506_0708L, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final long[] MASKS = {1, 0x1fff, 0xff00, 0xffff, 0x1_0000, 0x00ff_ff00L, 0xffff_ffffL, Long.MIN_VALUE, -1};

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression load(MemoryAccess access) {
        return new IrExpression.Load(access, new IrExpression.FrameAddress(0));
    }

    private static IrExpression masked(IrExpression number, long mask) {
        return new IrExpression.Arithmetic(IrOperator.AND, number, constant(mask));
    }

    /** {@code x} is what lies in memory, the machine's order. */
    private static IrProgram asking(IrExpression question) {
        return TestPrograms.program(TestPrograms.function("f", IrType.BOOL, List.of(X), new IrStatement.Store(MemoryAccess.I64, new IrExpression.FrameAddress(0), new IrExpression.Read(X)), TestPrograms.result(question)));
    }

    private static void keepsItsAnswer(IrExpression question) {
        final IrProgram before = asking(question);
        final IrProgram after = new NativeOrder().apply(before);
        try (TestContext context = new TestContext(8)) {
            final InterpretedProgram expected = new InterpretedProgram(before, context, 100);
            final InterpretedProgram actual = new InterpretedProgram(after, context, 100);
            for (long value : VALUES) {
                for (long x : new long[] {value, Long.reverseBytes(value), Long.reverseBytes(value << 16), Long.reverseBytes(value << 32), Long.reverseBytes(value << 48)}) {
                    assertEquals(expected.call("f", x), actual.call("f", x), () -> "x = " + x + "\n" + IrPrinter.print(before) + IrPrinter.print(after));
                }
            }
        }
    }

    @Test
    void everyQuestionKeepsItsAnswer() {
        for (IrComparison comparison : IrComparison.values()) {
            for (MemoryAccess access : List.of(MemoryAccess.U16_BE, MemoryAccess.U32_BE, MemoryAccess.I64_BE, MemoryAccess.U16)) {
                for (long value : VALUES) {
                    keepsItsAnswer(new IrExpression.Compare(comparison, load(access), constant(value)));
                    for (long mask : MASKS) {
                        keepsItsAnswer(new IrExpression.Compare(comparison, masked(load(access), mask), constant(value)));
                    }
                }
            }
        }
    }

    private static void becomes(String expected, IrExpression question) {
        final String[] lines = IrPrinter.print(new NativeOrder().apply(asking(question)).methods().getFirst()).split("\n");
        assertEquals("return " + expected, lines[2].strip());
    }

    @Test
    void asksForNumbersAsTheyLieInMemory() {
        becomes("u16[frame + 0x0] == 8", new IrExpression.Compare(IrComparison.EQUAL, load(MemoryAccess.U16_BE), constant(0x800)));
        becomes("(u16[frame + 0x0] & 0xff1f) != 0", new IrExpression.Compare(IrComparison.NOT_EQUAL, masked(load(MemoryAccess.U16_BE), 0x1fff), constant(0)));
    }

    @Test
    void leavesQuestionsForOrder() {
        becomes("u16be[frame + 0x0] < 2048", new IrExpression.Compare(IrComparison.LESS, load(MemoryAccess.U16_BE), constant(0x800)));
    }

    /** No number of so few bytes is that large: turned, it might be. */
    @Test
    void leavesWhatCannotBe() {
        becomes("u16be[frame + 0x0] == 65536", new IrExpression.Compare(IrComparison.EQUAL, load(MemoryAccess.U16_BE), constant(0x1_0000)));
    }
}
