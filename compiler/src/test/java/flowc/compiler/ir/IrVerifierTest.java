package flowc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.CompilerBug;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import flowc.runtime.table.FlowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IrVerifierTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final IrLocal Y = new IrLocal(1, "y", IrType.LONG);
    private static final IrLocal D = new IrLocal(2, "d", IrType.DOUBLE);
    private static final IrLabel L = new IrLabel(0, "l");
    private static final IrExpression ONE = new IrExpression.LongConstant(1);
    private static final IrExpression HALF = new IrExpression.DoubleConstant(0.5);
    private static final IrExpression TRUE = new IrExpression.BoolConstant(true);
    private static final IrExpression IS_X = new IrExpression.Convert(IrConversion.LONG_TO_BOOL, new IrExpression.Read(X));

    private static List<String> problems(IrStatement... body) {
        return IrVerifier.verify(TestPrograms.program(TestPrograms.method("f", List.of(X), body)));
    }

    private static void refuses(String part, List<String> problems) {
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().contains(part), problems.toString());
    }

    private static void refuses(String part, IrStatement... body) {
        refuses(part, problems(body));
    }

    private static IrStatement set(IrLocal local, IrExpression value) {
        return new IrStatement.Assign(local, value);
    }

    private static IrStatement use(IrExpression value) {
        return set(new IrLocal(99, "used", value.type()), value);
    }

    private static IrExpression read(IrLocal local) {
        return new IrExpression.Read(local);
    }

    @Test
    void acceptsRandomPrograms() {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(List.of(), IrVerifier.verify(RandomPrograms.make(new Random(seed), 8)));
        }
    }

    @Test
    void refusesOperandsOfWrongTypes() {
        refuses("takes [LONG, LONG]", use(new IrExpression.Arithmetic(IrOperator.ADD, ONE, HALF)));
        refuses("takes [DOUBLE, DOUBLE]", use(new IrExpression.Arithmetic(IrOperator.DOUBLE_ADD, ONE, HALF)));
        refuses("takes [DOUBLE]", use(new IrExpression.Convert(IrConversion.DOUBLE_TO_LONG, ONE)));
        refuses("takes [LONG]", use(new IrExpression.Load(MemoryAccess.U8, HALF)));
        refuses("takes [BOOL]", use(new IrExpression.Not(ONE)));
        refuses("takes [BOOL, BOOL]", use(new IrExpression.And(TRUE, ONE)));
        refuses("takes [BOOL, BOOL]", use(new IrExpression.Or(ONE, TRUE)));
        refuses("takes [BOOL, LONG, LONG]", use(new IrExpression.Conditional(TRUE, ONE, HALF)));
        refuses("not possible", use(new IrExpression.Compare(IrComparison.EQUAL, ONE, HALF)));
        refuses("not possible", use(new IrExpression.Compare(IrComparison.LESS, TRUE, TRUE)));
        refuses("not possible", use(new IrExpression.Compare(IrComparison.LESS_UNSIGNED, HALF, HALF)));
        refuses("not possible", use(new IrExpression.FrameAddress(-1)));
    }

    @Test
    void refusesStatementsOfWrongTypes() {
        refuses("takes [DOUBLE]", set(D, ONE));
        refuses("takes [LONG, DOUBLE]", new IrStatement.Store(MemoryAccess.F64, ONE, ONE));
        refuses("takes [LONG, LONG, LONG]", new IrStatement.Copy(ONE, ONE, HALF));
        refuses("takes [LONG, LONG]", new IrStatement.Zero(ONE, TRUE));
        refuses("takes [BOOL]", new IrStatement.If(ONE, List.of(), List.of()));
        refuses("the result must be", new IrStatement.Return(Optional.of(ONE)));
        refuses("lines count from 1", new IrStatement.Line(0));
    }

    @Test
    void refusesLocalsReadBeforeTheyAreAssignedOnSomePath() {
        refuses("before it is assigned", use(read(Y)));
        refuses("before it is assigned", new IrStatement.If(IS_X, List.of(set(Y, ONE)), List.of()), use(read(Y)));
        refuses("before it is assigned", new IrStatement.Block(L, List.of(new IrStatement.If(IS_X, List.of(new IrStatement.Break(L)), List.of()), set(Y, ONE))), use(read(Y)));
        refuses("before it is assigned", new IrStatement.Loop(L, List.of(new IrStatement.If(IS_X, List.of(use(read(Y))), List.of()), set(Y, ONE))));
    }

    @Test
    void acceptsLocalsAssignedOnEveryPathThatGoesOn() {
        assertEquals(List.of(), problems(new IrStatement.If(IS_X, List.of(set(Y, ONE)), List.of(new IrStatement.Return(Optional.empty()))), use(read(Y))));
        assertEquals(List.of(), problems(new IrStatement.Loop(L, List.of(set(Y, ONE), new IrStatement.If(IS_X, List.of(new IrStatement.Break(L)), List.of()))), use(read(Y))));
        assertEquals(List.of(), problems(new IrStatement.Loop(L, List.of(new IrStatement.Continue(L))), use(read(Y))), "never reached");
    }

    @Test
    void refusesLabelsOutOfScopeAndIdsTwice() {
        refuses("of a statement around", new IrStatement.Break(L));
        refuses("of a statement around", new IrStatement.Block(L, List.of()), new IrStatement.Break(L));
        refuses("only loops", new IrStatement.Block(L, List.of(new IrStatement.Continue(L))));
        refuses("two labels", new IrStatement.Block(L, List.of()), new IrStatement.Block(L, List.of()));
        refuses("two locals", set(new IrLocal(0, "other", IrType.DOUBLE), HALF));
    }

    @Test
    void refusesAnEndWithoutAResult() {
        final IrMethod method = TestPrograms.function("f", IrType.LONG, List.of(X), new IrStatement.If(IS_X, List.of(TestPrograms.result(ONE)), List.of()));
        refuses("without a result", IrVerifier.verify(TestPrograms.program(method)));
        final IrMethod endless = TestPrograms.function("f", IrType.LONG, List.of(X), new IrStatement.Loop(L, List.of()));
        assertEquals(List.of(), IrVerifier.verify(TestPrograms.program(endless)));
    }

    @Test
    void refusesCalleesThatAreNotThereOrCannotBeCalled() {
        refuses("has no method", new IrStatement.Invoke(new IrCallee.Generated("none", List.of(), Optional.empty()), List.of()));
        refuses("has no method", new IrStatement.Invoke(new IrCallee.Generated("f", List.of(IrType.DOUBLE), Optional.empty()), List.of(HALF)));
        refuses("holds no object", new IrStatement.Invoke(new IrCallee.OnObject(new IrObject("t", FlowTable.class, "table", 0), TestPrograms.java(FlowTable.class, "pin")), List.of(ONE)));
        refuses("takes [LONG, LONG]", new IrStatement.Invoke(new IrCallee.Static(TestPrograms.java(Memory.class, "putU8")), List.of(ONE, TRUE)));
        refuses("must be public, and static", new IrStatement.Invoke(new IrCallee.Static(TestPrograms.java(FlowTable.class, "pin")), List.of(ONE)));
        refuses("take and return long", new IrStatement.Invoke(new IrCallee.Static(TestPrograms.java(Memory.class, "segment")), List.of(ONE, ONE)));
        final IrCallee register = new IrCallee.Static(TestPrograms.java(Regions.class, "register"));
        final List<String> problems = problems(set(Y, new IrExpression.Call(register, List.of(ONE, ONE))));
        assertTrue(problems.getFirst().contains("not possible"), problems.toString());
    }

    @Test
    void refusesProgramsThatAreNoFlowProgram() {
        final IrProgram whole = TestPrograms.program();
        final List<IrMethod> methods = new ArrayList<>(whole.methods());
        methods.removeIf(m -> m.name().equals("rank"));
        refuses("not implemented: rank", IrVerifier.verify(new IrProgram("a.B", "b.flow", List.of(), methods)));
        refuses("must override", IrVerifier.verify(TestPrograms.program(new IrMethod("rank", true, List.of(X), Optional.of(IrType.LONG), List.of(TestPrograms.result(ONE))))));
        refuses("overrides nothing", IrVerifier.verify(TestPrograms.program(new IrMethod("f", true, List.of(), Optional.empty(), List.of()))));
        refuses("one name", IrVerifier.verify(TestPrograms.program(TestPrograms.method("f", List.of()), TestPrograms.method("f", List.of()))));
        refuses("no name", IrVerifier.verify(TestPrograms.program(TestPrograms.method("a.b", List.of()))));
        refuses("no such accessor", IrVerifier.verify(TestPrograms.program(List.of(new IrObject("t", FlowTable.class, "table", -1)), List.of())));
        final List<IrLocal> many = IntStream.range(0, 128).mapToObj(i -> new IrLocal(i, "p" + i, IrType.LONG)).toList();
        refuses("too many parameters", IrVerifier.verify(TestPrograms.program(TestPrograms.method("f", many))));
    }

    @Test
    void requireNamesTheStageAndTheProblems() {
        final CompilerBug bug = assertThrows(CompilerBug.class,
                () -> IrVerifier.require(TestPrograms.program(TestPrograms.method("f", List.of(), use(read(Y)))), "after pass x"));
        assertTrue(bug.getMessage().contains("after pass x") && bug.getMessage().contains("method f: a local may be read"), bug.getMessage());
    }
}
