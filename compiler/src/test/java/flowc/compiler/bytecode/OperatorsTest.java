package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.ir.TestContext;
import flowc.compiler.ir.TestPrograms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every operator, comparison, conversion and access on the values at the edges, against the interpreter. */
final class OperatorsTest {
    private static final List<Object> LONGS = List.of(0L, 1L, -1L, 2L, -2L, 63L, 255L, 256L, 0x7fffL, 0x8000L, 0xffffL, 0x8000_0000L, 0xffff_ffffL,
            0x1_0000_0000L, 0x8000_0000_0000_0401L, 0x0123_4567_89ab_cdefL, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1);
    private static final List<Object> SHIFTS = List.of(0L, 1L, 31L, 32L, 63L);
    private static final List<Object> DOUBLES = List.of(0.0, -0.0, 1.0, -1.0, 0.5, 1e18, 9.223372036854775807e18, 1.8446744073709552e19, -1e300, Double.MAX_VALUE,
            Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    private static final List<Object> BOOLS = List.of(true, false);

    private static List<Object> values(IrType type) {
        return switch (type) {
            case BOOL -> BOOLS;
            case LONG -> LONGS;
            case DOUBLE -> DOUBLES;
        };
    }

    private static IrExpression constant(Object value) {
        return switch (value) {
            case Long v -> new IrExpression.LongConstant(v);
            case Double v -> new IrExpression.DoubleConstant(v);
            case Boolean v -> new IrExpression.BoolConstant(v);
            default -> throw new IllegalArgumentException("no constant: " + value);
        };
    }

    private static IrExpression read(int id, IrType type) {
        return new IrExpression.Read(local(id, type));
    }

    private static IrLocal local(int id, IrType type) {
        return new IrLocal(id, "v" + id, type);
    }

    /** A method "f" of two parameters that returns {@code value}. */
    private static IrMethod function(IrExpression value, IrType... parameters) {
        final List<IrLocal> locals = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            locals.add(local(i, parameters[i]));
        }
        return TestPrograms.function("f", value.type(), locals, TestPrograms.result(value));
    }

    private static void agree(IrMethod method, List<List<Object>> arguments) {
        final IrProgram program = TestPrograms.program(method);
        try (TestContext context = new TestContext(Long.BYTES)) {
            final InterpretedProgram oracle = new InterpretedProgram(program, context, 1000);
            final Emitted emitted = Emitted.of(program, context);
            for (List<Object> values : arguments) {
                assertEquals(oracle.call("f", values.toArray()), emitted.call("f", values.toArray()), () -> IrPrinter.print(method) + values);
            }
        }
    }

    private static List<List<Object>> pairs(List<Object> lefts, List<Object> rights) {
        final List<List<Object>> pairs = new ArrayList<>();
        lefts.forEach(left -> rights.forEach(right -> pairs.add(List.of(left, right))));
        return pairs;
    }

    private static List<Object> rights(IrOperator operator) {
        return switch (operator) {
            case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED -> LONGS.subList(1, LONGS.size());
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> SHIFTS;
            default -> values(operator.type());
        };
    }

    @Test
    void computesEveryOperator() {
        for (IrOperator operator : IrOperator.values()) {
            final IrType type = operator.type();
            agree(function(new IrExpression.Arithmetic(operator, read(0, type), read(1, type)), type, type), pairs(values(type), rights(operator)));
        }
    }

    @Test
    void computesEveryOperatorWithAConstantOnTheRight() {
        for (IrOperator operator : IrOperator.values()) {
            final IrType type = operator.type();
            for (Object right : rights(operator)) {
                agree(function(new IrExpression.Arithmetic(operator, read(0, type), constant(right)), type), values(type).stream().map(List::of).toList());
            }
        }
    }

    private static List<IrType> typesOf(IrComparison comparison) {
        return switch (comparison) {
            case EQUAL, NOT_EQUAL -> List.of(IrType.values());
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> List.of(IrType.LONG, IrType.DOUBLE);
            case LESS_UNSIGNED, LESS_EQUAL_UNSIGNED, GREATER_UNSIGNED, GREATER_EQUAL_UNSIGNED -> List.of(IrType.LONG);
        };
    }

    @Test
    void comparesAsValueAndAsCondition() {
        for (IrComparison comparison : IrComparison.values()) {
            for (IrType type : typesOf(comparison)) {
                final IrExpression compare = new IrExpression.Compare(comparison, read(0, type), read(1, type));
                agree(function(compare, type, type), pairs(values(type), values(type)));
                agree(function(new IrExpression.Not(compare), type, type), pairs(values(type), values(type)));
                agree(branching(compare, type), pairs(values(type), values(type)));
                agree(branching(new IrExpression.Not(compare), type), pairs(values(type), values(type)));
            }
        }
    }

    private static IrMethod branching(IrExpression condition, IrType type) {
        return TestPrograms.function("f", IrType.LONG, List.of(local(0, type), local(1, type)),
                new IrStatement.If(condition, List.of(TestPrograms.result(constant(10L))), List.of(TestPrograms.result(constant(20L)))));
    }

    @Test
    void convertsBetweenAllTypes() {
        for (IrConversion conversion : IrConversion.values()) {
            agree(function(new IrExpression.Convert(conversion, read(0, conversion.from())), conversion.from()),
                    values(conversion.from()).stream().map(List::of).toList());
        }
    }

    @Test
    void loadsAndStoresEveryAccessAtAnyAlignment() {
        for (MemoryAccess access : MemoryAccess.values()) {
            for (int offset = 0; offset <= 8; offset++) {
                loadAndStore(access, offset);
            }
        }
    }

    private static void loadAndStore(MemoryAccess access, int offset) {
        final IrExpression address = new IrExpression.FrameAddress(offset);
        final IrMethod method = TestPrograms.function("f", access.type(), List.of(local(0, access.type())),
                new IrStatement.Store(access, address, read(0, access.type())), TestPrograms.result(new IrExpression.Load(access, address)));
        final IrProgram program = TestPrograms.program(method);
        try (TestContext context = new TestContext(16)) {
            final InterpretedProgram oracle = new InterpretedProgram(program, context, 1000);
            final Emitted emitted = Emitted.of(program, context);
            for (Object value : values(access.type())) {
                context.fill(0x5a);
                final Object expected = oracle.call("f", value);
                final List<Long> expectedWords = context.words();
                context.fill(0x5a);
                assertEquals(expected, emitted.call("f", value), () -> access + " at " + offset + ": " + value);
                assertEquals(expectedWords, context.words(), () -> access + " at " + offset + ": " + value);
            }
        }
    }

    @Test
    void decidesConnectivesOnAllInputs() {
        final IrExpression a = read(0, IrType.BOOL);
        final IrExpression b = read(1, IrType.BOOL);
        final IrExpression not = new IrExpression.Not(a);
        for (IrExpression value : List.of(new IrExpression.And(a, b), new IrExpression.Or(a, b), new IrExpression.And(new IrExpression.Or(not, b), a),
                new IrExpression.Or(new IrExpression.And(not, b), new IrExpression.Not(b)), new IrExpression.Not(new IrExpression.And(a, new IrExpression.Or(b, not))),
                new IrExpression.Conditional(a, b, new IrExpression.Not(b)), new IrExpression.And(a, constant(false)), new IrExpression.Or(constant(true), b),
                new IrExpression.Conditional(new IrExpression.And(a, b), constant(false), constant(true)))) {
            agree(function(value, IrType.BOOL, IrType.BOOL), pairs(BOOLS, BOOLS));
            agree(branching(value, IrType.BOOL), pairs(BOOLS, BOOLS));
            agree(branching(new IrExpression.Not(value), IrType.BOOL), pairs(BOOLS, BOOLS));
        }
    }
}
