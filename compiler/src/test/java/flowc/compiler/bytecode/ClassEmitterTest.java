package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrObject;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.RandomPrograms;
import flowc.compiler.ir.TestContext;
import flowc.compiler.ir.TestPrograms;
import flowc.runtime.export.RecordSink;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.Schedule;
import flowc.runtime.table.FlowTable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClassEmitterTest {
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrStatement count(long offset) {
        final IrExpression address = new IrExpression.FrameAddress(offset);
        return new IrStatement.Store(MemoryAccess.I64, address, new IrExpression.Arithmetic(IrOperator.ADD, new IrExpression.Load(MemoryAccess.I64, address), constant(1)));
    }

    private static IrMethod counting(String name, int statements) {
        return TestPrograms.method(name, List.of(), Collections.nCopies(statements, count(0)).toArray(IrStatement[]::new));
    }

    @Test
    void fillsAFieldForEveryObjectAndCallsIt() {
        final IrObject table = new IrObject("flows", FlowTable.class, "table", 3);
        final IrObject sink = new IrObject("sink", RecordSink.class, "sink", -1);
        final IrObject schedule = new IrObject("schedule", Schedule.class, "schedule", -1);
        final IrMethod method = TestPrograms.method("f", List.of(X),
                new IrStatement.Invoke(new IrCallee.OnObject(table, TestPrograms.java(FlowTable.class, "pin")), List.of(new IrExpression.Read(X))),
                new IrStatement.Invoke(new IrCallee.OnObject(sink, TestPrograms.java(RecordSink.class, "commit")), List.of()),
                new IrStatement.Invoke(new IrCallee.OnObject(schedule, TestPrograms.java(Schedule.class, "advance")), List.of(constant(5))));
        try (TestContext context = new TestContext(8)) {
            Emitted.of(TestPrograms.program(List.of(table, sink, schedule), List.of(method)), context).call("f", 7L);
            assertEquals(List.of("table3.pin 7", "commit", "advance 5"), context.calls());
        }
    }

    /** Before the loop: the JVM's compiler would read it again in each round. */
    @Test
    void readsWhatALoopCallsOnce() throws CodeTooLargeException {
        final IrObject table = new IrObject("flows", FlowTable.class, "table", 3);
        final IrLabel loop = new IrLabel(0, "loop");
        final IrExpression left = new IrExpression.Arithmetic(IrOperator.SUBTRACT, new IrExpression.Load(MemoryAccess.I64, new IrExpression.FrameAddress(0)), new IrExpression.Read(X));
        final IrStatement pin = new IrStatement.Invoke(new IrCallee.OnObject(table, TestPrograms.java(FlowTable.class, "pin")), List.of(left));
        final IrMethod method = TestPrograms.method("f", List.of(X), new IrStatement.Loop(loop, List.of(count(0), pin,
                new IrStatement.If(new IrExpression.Compare(IrComparison.EQUAL, left, constant(0)), List.of(new IrStatement.Break(loop)), List.of()))));
        final IrProgram program = TestPrograms.program(List.of(table), List.of(method));
        try (TestContext context = new TestContext(8)) {
            Emitted.of(program, context).call("f", 3L);
            assertEquals(List.of("table3.pin -2", "table3.pin -1", "table3.pin 0"), context.calls());
        }
        final List<String> lines = BytecodePrinter.print(ClassEmitter.emit(program).bytes()).lines().filter(line -> line.contains("GETFIELD") && line.contains("flows") || line.contains("GOTO")).toList();
        assertEquals(1, lines.stream().filter(line -> line.contains("GETFIELD")).count(), lines.toString());
        assertTrue(lines.getFirst().contains("GETFIELD"), lines.toString());
    }

    @Test
    void overridesEveryMethodOfFlowProgram() {
        final List<String> names = List.of("table", "row", "time", "reason");
        final List<IrLocal> parameters = new ArrayList<>();
        names.forEach(name -> parameters.add(new IrLocal(parameters.size(), name, IrType.LONG)));
        final List<IrStatement> body = new ArrayList<>();
        parameters.forEach(p -> body.add(new IrStatement.Store(MemoryAccess.I64, new IrExpression.FrameAddress(8L * p.id()), new IrExpression.Read(p))));
        final IrMethod expire = new IrMethod("onExpire", true, parameters, Optional.empty(), body);
        final IrMethod rank = new IrMethod("rank", true, parameters.subList(0, 2), Optional.of(IrType.LONG), List.of(TestPrograms.result(new IrExpression.Read(parameters.get(1)))));
        final IrProgram program = TestPrograms.program(expire, rank);
        try (TestContext context = new TestContext(32)) {
            for (FlowProgram instance : List.of(new InterpretedProgram(program, context, 1000), Emitted.of(program, context).instance())) {
                context.fill(0);
                instance.onExpire(1, 2, 3, 4);
                assertEquals(List.of(1L, 2L, 3L, 4L), context.words());
                assertEquals(9, instance.rank(8, 9));
                instance.configure();
                instance.onBurst(0, 0);
                assertFalse(instance.beginBursts());
                instance.bringIndex(0, 0);
                instance.bringRows(0, 0);
                instance.onInit(0, 0);
                instance.onEach(0, 0, 0, 0);
                instance.onFinish(0, 0, 0);
            }
        }
    }

    @Test
    void theClassIsFinalAndItsOwnMethodsPrivate() {
        try (TestContext context = new TestContext(8)) {
            final Class<?> type = Emitted.of(TestPrograms.program(counting("helper", 1)), context).instance().getClass();
            assertEquals(TestPrograms.CLASS_NAME, type.getName());
            assertTrue(Modifier.isFinal(type.getModifiers()) && Modifier.isPublic(type.getModifiers()));
            for (var method : type.getDeclaredMethods()) {
                assertEquals(method.getName().equals("helper"), Modifier.isPrivate(method.getModifiers()), method.getName());
            }
        }
    }

    @Test
    void mayHaveMethodsNamedAsThoseOfObject() {
        final IrMethod method = TestPrograms.function("wait", IrType.LONG, List.of(X), TestPrograms.result(new IrExpression.Read(X)));
        final IrMethod caller = TestPrograms.function("f", IrType.LONG, List.of(X),
                TestPrograms.result(new IrExpression.Call(method.callee(), List.of(new IrExpression.Read(X)))));
        try (TestContext context = new TestContext(8)) {
            assertEquals(4L, Emitted.of(TestPrograms.program(method, caller), context).call("f", 4L));
        }
    }

    @Test
    void stackTracesNameTheTrackersFileAndLine() {
        final IrExpression stray = new IrExpression.Load(MemoryAccess.I64, new IrExpression.Read(X));
        final IrMethod inner = TestPrograms.function("inner", IrType.LONG, List.of(X), new IrStatement.Line(11), count(0),
                new IrStatement.If(new IrExpression.Convert(IrConversion.LONG_TO_BOOL, new IrExpression.Read(X)), List.of(new IrStatement.Line(12), count(0)), List.of()),
                new IrStatement.Line(13), TestPrograms.result(stray));
        final IrMethod outer = TestPrograms.method("outer", List.of(X), new IrStatement.Line(70_000),
                new IrStatement.Invoke(inner.callee(), List.of(new IrExpression.Read(X))));
        try (TestContext context = new TestContext(8)) {
            final Emitted emitted = Emitted.of(TestPrograms.program(inner, outer), context);
            final RuntimeException thrown = assertThrows(IndexOutOfBoundsException.class, () -> emitted.call("outer", 1L));
            final List<StackTraceElement> frames = List.of(thrown.getStackTrace()).stream().filter(f -> f.getClassName().equals(TestPrograms.CLASS_NAME)).toList();
            assertEquals(List.of("inner test.flow:13", "outer test.flow:65535"),
                    frames.stream().map(f -> f.getMethodName() + " " + f.getFileName() + ":" + f.getLineNumber()).toList());
        }
    }

    @Test
    void namesItsLocalsForDebuggers() throws CodeTooLargeException {
        final IrLocal total = new IrLocal(1, "totalBytes", IrType.LONG);
        final IrMethod method = TestPrograms.function("f", IrType.LONG, List.of(X), new IrStatement.Assign(total, new IrExpression.Read(X)),
                TestPrograms.result(new IrExpression.Read(total)));
        final String listing = BytecodePrinter.print(ClassEmitter.emit(TestPrograms.program(method)).bytes());
        assertTrue(listing.contains("LOCALVARIABLE x J"), listing);
        assertTrue(listing.contains("LOCALVARIABLE totalBytes J"), listing);
    }

    @Test
    void givesTheSameBytesForTheSameProgram() throws CodeTooLargeException {
        assertArrayEquals(ClassEmitter.emit(RandomPrograms.make(new Random(5), 8)).bytes(), ClassEmitter.emit(RandomPrograms.make(new Random(5), 8)).bytes());
    }

    @Test
    void tellsTheLengthOfEveryMethod() throws CodeTooLargeException {
        final EmittedClass emitted = ClassEmitter.emit(TestPrograms.program(counting("one", 1), counting("ten", 10), counting("many", 1000)));
        final int one = emitted.methodBytes().get("one");
        final int ten = emitted.methodBytes().get("ten");
        assertEquals(1, emitted.methodBytes().get("onBurst"), "a return");
        assertEquals(ten - one, 9 * (emitted.methodBytes().get("many") - ten) / 990);
        assertEquals(Optional.of("many"), emitted.tooLargeForJit());
        assertEquals(Optional.empty(), ClassEmitter.emit(TestPrograms.program(counting("ten", 10))).tooLargeForJit());
    }

    @Test
    void namesTheMethodThatNoClassFileCanHold() {
        final IrProgram program = TestPrograms.program(counting("small", 3), counting("huge", 7000));
        final CodeTooLargeException thrown = assertThrows(CodeTooLargeException.class, () -> ClassEmitter.emit(program));
        assertEquals("huge", thrown.method());
        assertTrue(thrown.size() > 65_535);
    }

    @Test
    void jumpsFurtherThanSixteenBitsReach() {
        final IrLabel label = new IrLabel(0, "far");
        final List<IrStatement> body = new ArrayList<>(Collections.nCopies(3500, count(0)));
        body.addFirst(new IrStatement.If(new IrExpression.Convert(IrConversion.LONG_TO_BOOL, new IrExpression.Read(X)), List.of(new IrStatement.Break(label)), List.of()));
        final IrMethod method = TestPrograms.method("f", List.of(X), new IrStatement.Block(label, body), count(8));
        try (TestContext context = new TestContext(16)) {
            final Emitted emitted = Emitted.of(TestPrograms.program(method), context);
            emitted.call("f", 0L);
            emitted.call("f", 1L);
            assertEquals(List.of(3500L, 2L), context.words());
        }
    }
}
