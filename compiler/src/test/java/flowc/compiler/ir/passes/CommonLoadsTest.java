package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.TestPrograms;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which loads are made once, and which must stay where they are. */
final class CommonLoadsTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final IrLocal Y = new IrLocal(1, "y", IrType.LONG);
    private static final IrLocal Z = new IrLocal(2, "z", IrType.LONG);
    private static final IrLabel L = new IrLabel(0, "l");
    private static final IrExpression PACKET = load(X, true);

    private static IrExpression load(IrLocal base, boolean stable) {
        return new IrExpression.Load(MemoryAccess.U8, new IrExpression.Read(base), stable);
    }

    private static IrExpression isOne(IrExpression value) {
        return new IrExpression.Compare(IrComparison.EQUAL, value, new IrExpression.LongConstant(1));
    }

    private static IrStatement use(IrExpression value) {
        return new IrStatement.Zero(value, new IrExpression.LongConstant(999));
    }

    private static void becomes(String expected, IrStatement... body) {
        final List<IrLocal> parameters = List.of(X, new IrLocal(10, "row", IrType.LONG), new IrLocal(11, "time", IrType.LONG), new IrLocal(12, "elapsed", IrType.LONG));
        final IrProgram program = new CommonLoads().apply(TestPrograms.program(new IrMethod("onEach", true, parameters, Optional.empty(), List.of(body))));
        assertEquals(expected, IrPrinter.print(program.methods().getFirst()).lines().skip(1).filter(line -> !line.equals("}")).map(line -> line.substring(2))
                .reduce("", (all, line) -> all + line + "\n"));
    }

    @Test
    void whatIsLoadedAgainIsKept() {
        becomes("loaded: long = u8[x]\nzero loaded, 999 bytes\nzero loaded, 999 bytes\n", use(PACKET), use(PACKET));
    }

    @Test
    void aLoadOfMemoryThatMayChangeIsMadeEachTime() {
        becomes("zero u8[x], 999 bytes\nzero u8[x], 999 bytes\n", use(load(X, false)), use(load(X, false)));
    }

    @Test
    void aLoadFromALocalThatIsSetAgainIsMadeEachTime() {
        becomes("y: long = 0\nzero u8[y], 999 bytes\ny = 8\nzero u8[y], 999 bytes\n", new IrStatement.Assign(Y, new IrExpression.LongConstant(0)), use(load(Y, true)),
                new IrStatement.Assign(Y, new IrExpression.LongConstant(8)), use(load(Y, true)));
    }

    @Test
    void whatABranchLoadedIsNotKnownBehindIt() {
        becomes("if x == 1 {\n  loaded'13: long = u8[x]\n  zero loaded'13, 999 bytes\n}\nloaded'14: long = u8[x]\nzero loaded'14, 999 bytes\n",
                new IrStatement.If(isOne(new IrExpression.Read(X)), List.of(use(PACKET)), List.of()), use(PACKET));
    }

    @Test
    void whatMayNotBeReachedIsNotLoadedBefore() {
        final IrExpression guarded = new IrExpression.And(isOne(new IrExpression.Read(X)), isOne(PACKET));
        becomes("if (x == 1) && (u8[x] == 1) {\n  loaded: long = u8[x]\n  zero loaded, 999 bytes\n}\n", new IrStatement.If(guarded, List.of(use(PACKET)), List.of()));
    }

    /** What goes on behind the question has asked both halves. */
    @Test
    void whatAQuestionLoadsIsKnownBehindItsWayOut() {
        final IrExpression both = new IrExpression.And(isOne(new IrExpression.Read(X)), isOne(PACKET));
        final List<IrStatement> out = List.of(new IrStatement.Assign(Y, new IrExpression.LongConstant(8)), new IrStatement.Break(L));
        becomes("block l {\n  if !(x == 1) {\n    y: long = 8\n    break l\n  }\n  loaded: long = u8[x]\n  if !(loaded == 1) {\n    y = 8\n    break l\n  }\n  zero loaded, 999 bytes\n}\n",
                new IrStatement.Block(L, List.of(new IrStatement.If(new IrExpression.Not(both), out, List.of()), use(PACKET))));
    }

    /** The second half may not be asked for, and the code goes on behind. */
    @Test
    void aQuestionWithoutAWayOutStaysWhole() {
        final IrExpression both = new IrExpression.And(isOne(new IrExpression.Read(X)), isOne(PACKET));
        becomes("if !((x == 1) && (u8[x] == 1)) {\n  y: long = 8\n}\nloaded: long = u8[x]\nzero loaded, 999 bytes\n",
                new IrStatement.If(new IrExpression.Not(both), List.of(new IrStatement.Assign(Y, new IrExpression.LongConstant(8))), List.of()), use(PACKET));
    }

    @Test
    void aConditionUsesWhatIsThere() {
        final IrExpression guarded = new IrExpression.And(isOne(new IrExpression.Read(X)), isOne(PACKET));
        becomes("loaded: long = u8[x]\nzero loaded, 999 bytes\nif (x == 1) && (loaded == 1) {\n  return\n}\n", use(PACKET),
                new IrStatement.If(guarded, List.of(new IrStatement.Return(Optional.empty())), List.of()));
    }

    @Test
    void whatALoopLoadedIsLoadedInEachRound() {
        final IrStatement loop = new IrStatement.Loop(L, List.of(new IrStatement.Assign(Z, new IrExpression.Read(X)), use(load(Z, true)), use(load(Z, true)),
                new IrStatement.Break(L)));
        becomes("loop l {\n  loaded: long = u8[x]\n  zero loaded, 999 bytes\n  zero loaded, 999 bytes\n  break l\n}\n", loop);
    }

    @Test
    void aLocalThatOnlyRepeatsAnotherGoes() {
        becomes("loaded: long = u8[x]\nzero loaded, 999 bytes\nzero loaded, 999 bytes\n", new IrStatement.Assign(Y, PACKET), new IrStatement.Assign(Z, PACKET),
                use(new IrExpression.Read(Y)), use(new IrExpression.Read(Z)));
    }
}
