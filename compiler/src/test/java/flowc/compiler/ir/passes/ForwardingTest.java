package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.IrVerifier;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.TestPrograms;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is put where it is used, and which questions are asked once. */
final class ForwardingTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final IrLocal Y = new IrLocal(2, "y", IrType.LONG);
    private static final IrLocal Z = new IrLocal(4, "z", IrType.LONG);
    private static final IrLocal B = new IrLocal(3, "b", IrType.BOOL);
    private static final IrExpression READ = new IrExpression.Read(X);

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression is(long value) {
        return new IrExpression.Compare(IrComparison.EQUAL, READ, constant(value));
    }

    private static IrStatement zero(IrExpression address) {
        return new IrStatement.Zero(address, constant(999));
    }

    private static IrStatement set(IrLocal local, IrExpression value) {
        return new IrStatement.Assign(local, value);
    }

    private static List<String> after(Pass pass, IrStatement... body) {
        final IrMethod method = new IrMethod("onBurst", true, List.of(X, new IrLocal(1, "count", IrType.LONG)), Optional.empty(), List.of(body));
        final var program = pass.apply(TestPrograms.program(method));
        IrVerifier.require(program, "after " + pass.name());
        return IrPrinter.print(program.methods().getFirst()).lines().skip(1).filter(line -> !line.equals("}")).map(String::strip).toList();
    }

    private static List<String> forwarded(IrStatement... body) {
        return after(new Forwarding(), body);
    }

    @Test
    void whatIsUsedOnceStandsWhereItIsUsed() {
        assertEquals(List.of("zero x + 0x1, 999 bytes"),
                forwarded(set(Y, new IrExpression.Arithmetic(IrOperator.ADD, READ, constant(1))), zero(new IrExpression.Read(Y))));
    }

    @Test
    void aLoadDoesNotPassAStore() {
        final IrStatement load = set(Y, new IrExpression.Load(MemoryAccess.I64, READ));
        final IrStatement store = new IrStatement.Store(MemoryAccess.I64, READ, constant(1));
        assertEquals(List.of("y: long = i64[x]", "i64[x] = 1", "zero y, 999 bytes"), forwarded(load, store, zero(new IrExpression.Read(Y))));
    }

    @Test
    void aPacketsLoadPassesAStore() {
        final IrStatement load = set(Y, new IrExpression.Load(MemoryAccess.U8, READ, true));
        final IrStatement store = new IrStatement.Store(MemoryAccess.I64, READ, constant(1));
        assertEquals(List.of("i64[x] = 1", "zero u8[x], 999 bytes"), forwarded(load, store, zero(new IrExpression.Read(Y))));
    }

    @Test
    void aValueDoesNotPassAChangeOfWhatItIsMadeOf() {
        assertEquals(List.of("y: long = x", "x = 5", "zero y, 999 bytes"), forwarded(set(Y, READ), set(X, constant(5)), zero(new IrExpression.Read(Y))));
    }

    @Test
    void branchesThatChooseAValueAreAnExpression() {
        final IrStatement choice = new IrStatement.If(is(1), List.of(set(B, is(2))), List.of(set(B, new IrExpression.BoolConstant(false))));
        assertEquals(List.of("if (x == 1) && (x == 2) {", "zero x, 999 bytes", "}"),
                forwarded(choice, new IrStatement.If(new IrExpression.Read(B), List.of(zero(READ)), List.of())));
    }

    @Test
    void whatEveryQuestionOfAChainAsksFirstIsAskedOnce() {
        final IrExpression first = new IrExpression.Compare(IrComparison.LESS, READ, constant(99));
        final IrStatement last = new IrStatement.If(new IrExpression.And(first, is(3)), List.of(zero(constant(3))), List.of());
        final IrStatement middle = new IrStatement.If(new IrExpression.And(first, is(2)), List.of(zero(constant(2))), List.of(last));
        final IrStatement chain = new IrStatement.If(new IrExpression.And(first, is(1)), List.of(zero(constant(1))), List.of(middle));
        assertEquals(List.of("if x < 99 {", "if x == 1 {", "zero 0x1, 999 bytes", "} else {", "if x == 2 {", "zero 0x2, 999 bytes", "} else {", "if x == 3 {", "zero 0x3, 999 bytes", "}", "}",
                "}", "}"), after(new CommonConditions(), chain));
    }

    /** As in a record of so many fields. To look at all that wait for each statement takes minutes here. */
    @Test
    void manyValuesMayWait() {
        final int count = 100_000;
        final List<IrLocal> locals = IntStream.range(0, count).mapToObj(i -> new IrLocal(i + 10, "v" + i, IrType.LONG)).toList();
        final Stream<IrStatement> sets = locals.stream().map(local -> set(local, READ));
        final Stream<IrStatement> stores = locals.stream().map(local -> new IrStatement.Store(MemoryAccess.I64, constant(local.id()), new IrExpression.Read(local)));
        final IrMethod method = new IrMethod("onBurst", true, List.of(X), Optional.empty(), Stream.concat(sets, stores).toList());
        final List<IrStatement> body = new Forwarding().apply(TestPrograms.program(method)).methods().getFirst().body();
        assertEquals(locals.stream().map(local -> new IrStatement.Store(MemoryAccess.I64, constant(local.id()), READ)).toList(), body);
    }

    @Test
    void aLoadThatIsTakenIsNoLoadThatWaits() {
        final IrStatement load = set(Y, new IrExpression.Load(MemoryAccess.I64, READ));
        final IrStatement store = new IrStatement.Store(MemoryAccess.I64, READ, new IrExpression.Read(Y));
        final IrStatement next = set(Z, constant(7));
        assertEquals(List.of("i64[x] = i64[x]", "zero 0x7, 999 bytes"), forwarded(load, next, store, zero(new IrExpression.Read(Z))));
    }
}
