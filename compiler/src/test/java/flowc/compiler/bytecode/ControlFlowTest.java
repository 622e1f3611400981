package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.TestContext;
import flowc.compiler.ir.TestPrograms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loops, blocks and what leaves them. Expected values are computed by Java loops here, and the interpreter must agree too. */
final class ControlFlowTest {
    private static final IrLocal N = new IrLocal(0, "n", IrType.LONG);
    private static final IrLocal I = new IrLocal(1, "i", IrType.LONG);
    private static final IrLocal J = new IrLocal(2, "j", IrType.LONG);
    private static final IrLocal SUM = new IrLocal(3, "sum", IrType.LONG);
    private static final IrLabel OUTER = new IrLabel(1, "outer");
    private static final IrLabel INNER = new IrLabel(2, "inner");
    private static final IrLabel BODY = new IrLabel(3, "body");

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression read(IrLocal local) {
        return new IrExpression.Read(local);
    }

    private static IrStatement set(IrLocal local, IrExpression value) {
        return new IrStatement.Assign(local, value);
    }

    private static IrStatement add(IrLocal local, IrExpression value) {
        return set(local, new IrExpression.Arithmetic(IrOperator.ADD, read(local), value));
    }

    private static IrStatement when(IrComparison comparison, IrLocal left, IrExpression right, IrStatement... then) {
        return new IrStatement.If(new IrExpression.Compare(comparison, read(left), right), List.of(then), List.of());
    }

    private static void returns(long expected, long argument, IrStatement... body) {
        final IrMethod method = TestPrograms.function("f", IrType.LONG, List.of(N), body);
        final IrProgram program = TestPrograms.program(method);
        try (TestContext context = new TestContext(8)) {
            assertEquals(expected, new InterpretedProgram(program, context, 100_000).call("f", argument));
            assertEquals(expected, Emitted.of(program, context).call("f", argument));
        }
    }

    /** As a chain of questions is written, and as a switch must answer it. */
    private static IrStatement chain(List<long[]> constants, int from) {
        if (from == constants.size()) {
            return set(SUM, constant(-1));
        }
        IrExpression asked = new IrExpression.Compare(IrComparison.EQUAL, read(N), constant(constants.get(from)[0]));
        for (int i = 1; i < constants.get(from).length; i++) {
            asked = new IrExpression.Or(asked, new IrExpression.Compare(IrComparison.EQUAL, read(N), constant(constants.get(from)[i])));
        }
        return new IrStatement.If(asked, List.of(set(SUM, constant(from))), List.of(chain(constants, from + 1)));
    }

    private static void asks(List<long[]> constants, long argument) {
        long expected = -1;
        for (int i = constants.size() - 1; i >= 0; i--) {
            for (long constant : constants.get(i)) {
                expected = constant == argument ? i : expected;
            }
        }
        returns(expected, argument, chain(constants, 0), TestPrograms.result(read(SUM)));
    }

    @Test
    void chainsOfQuestionsGoTheirOwnWays() {
        final List<long[]> dense = List.of(new long[] {5}, new long[] {6, 7}, new long[] {9}, new long[] {6, 8});
        final List<long[]> sparse = List.of(new long[] {0x800}, new long[] {-1, 0x86dd}, new long[] {Integer.MIN_VALUE}, new long[] {Integer.MAX_VALUE, 3});
        final List<long[]> wide = List.of(new long[] {1}, new long[] {2}, new long[] {3, 1L << 40}, new long[] {4}, new long[] {5});
        for (List<long[]> constants : List.of(dense, sparse, wide)) {
            for (long[] branch : constants) {
                for (long constant : branch) {
                    asks(constants, constant);
                    asks(constants, constant + 1);
                    asks(constants, constant + (1L << 32));
                }
            }
            asks(constants, 0);
        }
    }

    @Test
    void aChainWhoseBranchesLeaveEndsNowhere() {
        IrStatement chain = TestPrograms.result(constant(0));
        for (long i = 1; i < 9; i++) {
            chain = new IrStatement.If(new IrExpression.Compare(IrComparison.EQUAL, read(N), constant(i)), List.of(TestPrograms.result(constant(i * i))), List.of(chain));
        }
        for (long n = 0; n < 10; n++) {
            returns(n < 9 ? n * n : 0, n, chain);
        }
    }

    @Test
    void loopsCountToTheirBound() {
        for (long n : new long[] {0, 1, 7}) {
            returns(n * (n + 1) / 2, n, set(SUM, constant(0)), set(I, constant(0)),
                    new IrStatement.Loop(OUTER, List.of(when(IrComparison.GREATER_EQUAL, I, read(N), new IrStatement.Break(OUTER)), add(I, constant(1)), add(SUM, read(I)))),
                    TestPrograms.result(read(SUM)));
        }
    }

    @Test
    void aBreakLeavesTheOuterLoopOutOfTheInnerOne() {
        returns(3, 100, set(SUM, constant(0)), set(I, constant(0)),
                new IrStatement.Loop(OUTER, List.of(add(I, constant(1)), set(J, constant(0)),
                        new IrStatement.Loop(INNER, List.of(add(J, constant(1)), when(IrComparison.EQUAL, J, constant(3), new IrStatement.Break(OUTER)), add(SUM, read(J)))))),
                TestPrograms.result(read(SUM)));
    }

    @Test
    void aContinueStartsTheNextRoundOfTheOuterLoop() {
        long expected = 0;
        for (int i = 1; i <= 5; i++) {
            for (int j = 1; j < i; j++) {
                expected += 10 * i + j;
            }
        }
        returns(expected, 5, set(SUM, constant(0)), set(I, constant(0)),
                new IrStatement.Loop(OUTER, List.of(when(IrComparison.EQUAL, I, read(N), new IrStatement.Break(OUTER)), add(I, constant(1)), set(J, constant(0)),
                        new IrStatement.Loop(INNER, List.of(add(J, constant(1)),
                                when(IrComparison.GREATER_EQUAL, J, read(I), new IrStatement.Line(4), new IrStatement.Continue(OUTER)),
                                add(SUM, new IrExpression.Arithmetic(IrOperator.MULTIPLY, read(I), constant(10))), add(SUM, read(J)))))),
                TestPrograms.result(read(SUM)));
    }

    @Test
    void aBreakLeavesABlockInsideALoopOnly() {
        returns(4, 4, set(SUM, constant(0)), set(I, constant(0)),
                new IrStatement.Loop(OUTER, List.of(when(IrComparison.EQUAL, I, constant(8), new IrStatement.Break(OUTER)), add(I, constant(1)),
                        new IrStatement.Block(BODY, List.of(when(IrComparison.GREATER, I, read(N), new IrStatement.Break(BODY)), add(SUM, constant(1)))))),
                TestPrograms.result(read(SUM)));
    }

    @Test
    void aReturnLeavesNestedLoops() {
        returns(42, 6, set(I, constant(0)),
                new IrStatement.Loop(OUTER, List.of(add(I, constant(1)), new IrStatement.Loop(INNER, List.of(
                        when(IrComparison.EQUAL, I, read(N), TestPrograms.result(new IrExpression.Arithmetic(IrOperator.MULTIPLY, read(I), constant(7)))),
                        new IrStatement.Continue(OUTER))))));
    }

    @Test
    void codeThatIsNeverReachedIsNotWritten() {
        returns(1, 0, new IrStatement.Block(BODY, List.of(new IrStatement.Break(BODY), set(I, constant(3)), add(I, read(I)))),
                new IrStatement.If(new IrExpression.BoolConstant(true), List.of(TestPrograms.result(constant(1))), List.of(new IrStatement.Line(3))),
                TestPrograms.result(constant(2)));
    }

    @Test
    void localsOfDifferentTypesShareASlotBesideEachOther() {
        final IrLocal number = new IrLocal(5, "number", IrType.DOUBLE);
        final IrLocal truth = new IrLocal(6, "truth", IrType.BOOL);
        final IrStatement[] body = {set(SUM, constant(5)),
            new IrStatement.If(new IrExpression.Compare(IrComparison.LESS, read(N), constant(3)),
                    List.of(set(number, new IrExpression.DoubleConstant(2.5)),
                            set(SUM, new IrExpression.Convert(IrConversion.DOUBLE_TO_LONG, read(number)))),
                    List.of(set(truth, new IrExpression.Compare(IrComparison.LESS, read(N), constant(9))),
                            set(SUM, new IrExpression.Convert(IrConversion.BOOL_TO_LONG, read(truth))))),
            TestPrograms.result(read(SUM))};
        returns(2, 1, body);
        returns(1, 5, body);
        returns(0, 10, body);
    }

    @Test
    void anEmptyBranchStillEvaluatesItsCondition() {
        final IrMethod note = TestPrograms.function("note", IrType.BOOL, List.of(), new IrStatement.Store(MemoryAccess.U8,
                new IrExpression.FrameAddress(0), constant(9)), TestPrograms.result(new IrExpression.BoolConstant(true)));
        final IrMethod method = TestPrograms.method("f", List.of(), new IrStatement.If(new IrExpression.Call(note.callee(), List.of()), List.of(), List.of()));
        try (TestContext context = new TestContext(8)) {
            Emitted.of(TestPrograms.program(note, method), context).call("f");
            assertEquals(List.of(9L), context.words());
        }
    }
}
