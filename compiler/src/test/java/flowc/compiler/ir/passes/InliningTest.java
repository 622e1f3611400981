package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.IrVerifier;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.TestPrograms;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is laid into what. */
final class InliningTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final IrExpression READ = new IrExpression.Read(X);

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrStatement zero(IrExpression address) {
        return new IrStatement.Zero(address, constant(999));
    }

    /** The lines of onBurst, which calls what is given. */
    private static List<String> burst(List<IrStatement> body, IrMethod... callees) {
        final IrMethod[] methods = new IrMethod[callees.length + 1];
        methods[0] = new IrMethod("onBurst", true, List.of(X, new IrLocal(1, "count", IrType.LONG)), Optional.empty(), body);
        System.arraycopy(callees, 0, methods, 1, callees.length);
        final IrProgram program = new Inlining().apply(TestPrograms.program(methods));
        IrVerifier.require(program, "after inlining");
        return IrPrinter.print(program.methods().getFirst()).lines().skip(1).filter(line -> !line.equals("}")).map(String::strip).toList();
    }

    private static IrStatement invoke(IrMethod method, long... arguments) {
        return new IrStatement.Invoke(method.callee(), java.util.Arrays.stream(arguments).mapToObj(InliningTest::constant).toList());
    }

    @Test
    void aMethodThatIsCalledOnceStandsWhereItWasCalled() {
        final IrMethod inner = TestPrograms.method("inner", List.of(X), zero(READ), new IrStatement.Return(Optional.empty()));
        final IrMethod outer = TestPrograms.method("outer", List.of(X), invoke(inner, 7), zero(READ), new IrStatement.Return(Optional.empty()));
        assertEquals(List.of("zero 0x7, 999 bytes", "zero 0x5, 999 bytes"), burst(List.of(invoke(outer, 5)), inner, outer));
    }

    @Test
    void aReturnFromTheMiddleLeavesABlock() {
        final IrMethod early = TestPrograms.function("early", IrType.LONG, List.of(X),
                new IrStatement.If(new IrExpression.Compare(IrComparison.LESS, READ, constant(3)), List.of(TestPrograms.result(constant(1))), List.of()),
                TestPrograms.result(READ));
        final IrLocal y = new IrLocal(9, "y", IrType.LONG);
        assertEquals(List.of("block early {", "if x < 3 {", "y: long = 1", "break early", "}", "y = x", "break early", "}", "zero y, 999 bytes"),
                burst(List.of(new IrStatement.Assign(y, new IrExpression.Call(early.callee(), List.of(READ))), zero(new IrExpression.Read(y))), early));
    }

    @Test
    void anArgumentThatMayChangeIsKeptInALocal() {
        final IrMethod callee = TestPrograms.method("callee", List.of(X), zero(READ), zero(READ), new IrStatement.Return(Optional.empty()));
        final IrExpression load = new IrExpression.Load(MemoryAccess.I64, READ);
        assertEquals(List.of("x'2: long = i64[x'0]", "zero x'2, 999 bytes", "zero x'2, 999 bytes"),
                burst(List.of(new IrStatement.Invoke(callee.callee(), List.of(load))), callee));
    }

    @Test
    void whatIsCalledTwiceOrTooLongStaysAMethod() {
        final IrMethod twice = TestPrograms.method("twice", List.of(), Collections.nCopies(9, zero(constant(8))).toArray(IrStatement[]::new));
        final IrMethod huge = TestPrograms.method("huge", List.of(), Collections.nCopies(1_000, zero(constant(8))).toArray(IrStatement[]::new));
        assertEquals(List.of("twice()", "twice()", "huge()"), burst(List.of(invoke(twice), invoke(twice), invoke(huge)), twice, huge));
    }

    @Test
    void theLineOfTheCallerGoesOnBehindWhatWasLaidIn() {
        final IrMethod callee = TestPrograms.method("callee", List.of(), new IrStatement.Line(9), zero(constant(8)), new IrStatement.Return(Optional.empty()));
        assertEquals(List.of("# line 4", "# line 9", "zero 0x8, 999 bytes", "# line 4", "zero x, 999 bytes"),
                burst(List.of(new IrStatement.Line(4), invoke(callee), zero(READ)), callee));
    }
}
