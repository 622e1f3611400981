package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.RandomCallees;
import flowc.compiler.ir.TestPrograms;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the passes make of code as lowering writes it. */
final class PassesTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final IrLocal UNREAD = new IrLocal(1, "unread", IrType.LONG);
    private static final IrLabel L = new IrLabel(0, "l");
    private static final IrExpression READ = new IrExpression.Read(X);
    private static final IrExpression CALL = new IrExpression.Call(new IrCallee.Static(TestPrograms.java(RandomCallees.class, "mix")), List.of(READ, READ));
    private static final IrExpression IS_X = new IrExpression.Convert(IrConversion.LONG_TO_BOOL, READ);
    private static final IrStatement EFFECT = new IrStatement.Zero(READ, constant(999));

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression op(IrOperator operator, IrExpression left, IrExpression right) {
        return new IrExpression.Arithmetic(operator, left, right);
    }

    private static IrExpression load(MemoryAccess access) {
        return new IrExpression.Load(access, READ);
    }

    /** The body that remains of onEach's, printed. */
    private static String optimised(IrStatement... body) {
        final List<IrLocal> parameters = List.of(X, new IrLocal(10, "row", IrType.LONG), new IrLocal(11, "time", IrType.LONG), new IrLocal(12, "elapsed", IrType.LONG));
        final IrProgram program = Passes.run(TestPrograms.program(new IrMethod("onEach", true, parameters, Optional.empty(), List.of(body))));
        return IrPrinter.print(program.methods().getFirst()).lines().skip(1).filter(line -> !line.equals("}")).map(line -> line.substring(2))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static void becomes(String expected, IrExpression value) {
        assertEquals("zero " + expected + ", 999 bytes\n", optimised(new IrStatement.Zero(value, constant(999))));
    }

    private static void becomes(String expected, IrStatement... body) {
        assertEquals(expected, optimised(body));
    }

    @Test
    void addressesAreOneBaseAndOneOffset() {
        becomes("frame + 0x30", op(IrOperator.ADD, op(IrOperator.ADD, new IrExpression.FrameAddress(16), constant(24)), constant(8)));
        becomes("x + 0x8", op(IrOperator.SUBTRACT, op(IrOperator.ADD, constant(12), READ), constant(4)));
        becomes("x", op(IrOperator.ADD, READ, op(IrOperator.MULTIPLY, constant(0), constant(3))));
    }

    @Test
    void masksThatCannotMatterGo() {
        becomes("u8[x]", op(IrOperator.AND, load(MemoryAccess.U8), constant(0xff)));
        becomes("u16be[x] & 0xfff", op(IrOperator.AND, load(MemoryAccess.U16_BE), constant(0xfff)));
        becomes("u8[x] >>> 4", op(IrOperator.AND, op(IrOperator.SHIFT_RIGHT_UNSIGNED, load(MemoryAccess.U8), constant(4)), constant(0xf)));
        becomes("0x0", op(IrOperator.SHIFT_RIGHT_UNSIGNED, load(MemoryAccess.U8), constant(8)));
        becomes("u8[x] + u8[x]", op(IrOperator.AND, op(IrOperator.ADD, load(MemoryAccess.U8), load(MemoryAccess.U8)), constant(0x1ff)));
        becomes("i8[x] & 0xff", op(IrOperator.AND, load(MemoryAccess.I8), constant(0xff)));
        becomes("u16[x] = mix(x, x)\n".replace("mix", "RandomCallees.mix"),
                new IrStatement.Store(MemoryAccess.U16, READ, op(IrOperator.AND, CALL, constant(0xffff))));
        becomes("u16[x] = x & 0x7fff\n", new IrStatement.Store(MemoryAccess.U16, READ, op(IrOperator.AND, READ, constant(0x7fff))));
    }

    @Test
    void unsignedDivisionBecomesCheaperWhereItIsTheSame() {
        becomes("x >>> 4", op(IrOperator.DIVIDE_UNSIGNED, READ, constant(16)));
        becomes("x & 0xf", op(IrOperator.REMAINDER_UNSIGNED, READ, constant(16)));
        becomes("u32[x] / 1000", op(IrOperator.DIVIDE_UNSIGNED, load(MemoryAccess.U32), constant(1000)));
        becomes("x /u 1000", op(IrOperator.DIVIDE_UNSIGNED, READ, constant(1000)));
        becomes("1 / 0", op(IrOperator.DIVIDE, constant(1), constant(0)));
    }

    @Test
    void callsAreNeverDropped() {
        becomes("RandomCallees.mix(x, x) * 0", op(IrOperator.MULTIPLY, CALL, constant(0)));
        becomes("RandomCallees.mix(x, x)\n", new IrStatement.Assign(UNREAD, CALL));
        becomes("", new IrStatement.Assign(UNREAD, load(MemoryAccess.U8)));
    }

    @Test
    void conditionsLoseNegationsAndConstants() {
        final IrExpression less = new IrExpression.Compare(IrComparison.LESS, READ, constant(3));
        becomes("if x >= 3 {\n  zero x, 999 bytes\n}\n", new IrStatement.If(new IrExpression.Not(less), List.of(EFFECT), List.of()));
        becomes("if x > 3 {\n  zero x, 999 bytes\n}\n",
                new IrStatement.If(new IrExpression.Compare(IrComparison.LESS, constant(3), READ), List.of(EFFECT), List.of()));
        becomes("if bool(x) {\n  zero x, 999 bytes\n}\n", new IrStatement.If(new IrExpression.And(new IrExpression.BoolConstant(true),
                new IrExpression.Or(IS_X, new IrExpression.BoolConstant(false))), List.of(EFFECT), List.of()));
        becomes("if u8[x] < 9 {\n  zero x, 999 bytes\n}\n",
                new IrStatement.If(new IrExpression.Compare(IrComparison.LESS_UNSIGNED, load(MemoryAccess.U8), constant(9)), List.of(EFFECT), List.of()));
        final IrExpression number = new IrExpression.Convert(IrConversion.LONG_TO_DOUBLE, READ);
        becomes("if !(double(x) < 1.0) {\n  zero x, 999 bytes\n}\n", new IrStatement.If(
                new IrExpression.Not(new IrExpression.Compare(IrComparison.LESS, number, new IrExpression.DoubleConstant(1))), List.of(EFFECT), List.of()));
    }

    @Test
    void whatIsNeverReachedGoesAndLinesStay() {
        becomes("zero x, 999 bytes\n# line 7\nzero x, 999 bytes\n",
                new IrStatement.If(new IrExpression.Compare(IrComparison.EQUAL, constant(1), constant(1)), List.of(EFFECT), List.of(new IrStatement.Line(7), EFFECT)), EFFECT);
        becomes("return\n", new IrStatement.Return(Optional.empty()), EFFECT);
        becomes("zero x, 999 bytes\n", new IrStatement.Block(L, List.of(EFFECT, new IrStatement.Break(L), EFFECT)));
        becomes("loop l {\n}\n", new IrStatement.Loop(L, List.of()), EFFECT);
        becomes("", new IrStatement.If(IS_X, List.of(), List.of(new IrStatement.Assign(UNREAD, READ))));
        becomes("# line 5\nzero x, 999 bytes\n", new IrStatement.Line(3), new IrStatement.Line(5), EFFECT);
    }

    @Test
    void movesOfAFewBytesAreStores() {
        final IrExpression place = op(IrOperator.ADD, READ, constant(32));
        becomes("i64[x + 0x20] = i64[frame + 0x8]\ni64[x + 0x28] = i64[frame + 0x10]\nu32[x + 0x30] = u32[frame + 0x18]\n",
                new IrStatement.Copy(place, new IrExpression.FrameAddress(8), constant(20)));
        becomes("u32[x] = 0\nu16[x + 0x4] = 0\nu8[x + 0x6] = 0\n", new IrStatement.Zero(READ, constant(7)));
        becomes("", new IrStatement.Zero(READ, constant(0)));
        becomes("zero x, 65 bytes\n", new IrStatement.Zero(READ, constant(65)));
        becomes("zero x, x bytes\n", new IrStatement.Zero(READ, READ));
    }

    @Test
    void addressesOfMovesAreComputedOnce() {
        becomes("to: long = RandomCallees.mix(x, x)\nfrom: long = i64[x]\ni64[to] = i64[from]\nu8[to + 0x8] = u8[from + 0x8]\n",
                new IrStatement.Copy(CALL, load(MemoryAccess.I64), constant(9)));
    }

    @Test
    void methodsThatNothingCallsGo() {
        final IrMethod leaf = TestPrograms.method("leaf", List.of());
        final IrMethod caller = TestPrograms.method("caller", List.of(), new IrStatement.Invoke(leaf.callee(), List.of()));
        assertEquals(TestPrograms.program().methods(), Passes.run(TestPrograms.program(leaf, caller)).methods());
        final IrMethod twice = TestPrograms.method("twice", List.of(X), java.util.Collections.nCopies(9, EFFECT).toArray(IrStatement[]::new));
        final IrStatement call = new IrStatement.Invoke(twice.callee(), List.of(constant(1)));
        final IrMethod configure = new IrMethod("configure", true, List.of(), Optional.empty(), List.of(call, call));
        assertEquals(List.of("twice", "configure"), Passes.run(TestPrograms.program(twice, caller, leaf, configure)).methods().subList(0, 2).stream().map(IrMethod::name).toList());
    }
}
