package flowc.compiler.ir;

import flowc.runtime.export.RecordSink;
import flowc.runtime.program.Schedule;
import flowc.runtime.table.FlowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes well-typed expressions over the locals that are readable just then. Loads and divisions are safe by construction. */
final class RandomExpressions {
    static final List<IrObject> OBJECTS = List.of(new IrObject("table0", FlowTable.class, "table", 0), new IrObject("table1", FlowTable.class, "table", 1),
            new IrObject("sink", RecordSink.class, "sink", -1), new IrObject("schedule", Schedule.class, "schedule", -1));
    static final int LONG_AREA_BYTES = 256;
    static final int DOUBLE_AREA_BYTES = 64;

    private static final int LOADS_END_BYTES = LONG_AREA_BYTES - Long.BYTES;
    private static final long[] EDGES = {0, 1, -1, 2, 63, 64, 255, 256, 0xffff, 0x8000_0000L, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
    private static final double[] DOUBLE_EDGES = {0.0, -0.0, 1.0, -1.5, 2.0, 1e18, 1.9e19, -1e300, Double.NaN, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
    private static final List<IrOperator> LONG_OPERATORS = operators(IrType.LONG);
    private static final List<IrOperator> DOUBLE_OPERATORS = operators(IrType.DOUBLE);

    private final Random random;
    private final List<IrLocal> readable;

    RandomExpressions(Random random, List<IrLocal> readable) {
        this.random = random;
        this.readable = readable;
    }

    private static List<IrOperator> operators(IrType type) {
        return List.of(IrOperator.values()).stream().filter(o -> o.type() == type).toList();
    }

    static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static Object value(Random random, IrType type) {
        return switch (type) {
            case BOOL -> random.nextBoolean();
            case LONG -> longValue(random);
            case DOUBLE -> random.nextInt(3) == 0 ? random.nextGaussian() * 1000 : DOUBLE_EDGES[random.nextInt(DOUBLE_EDGES.length)];
        };
    }

    private static long longValue(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(100);
            default -> EDGES[random.nextInt(EDGES.length)];
        };
    }

    static IrExpression constant(Object value) {
        return switch (value) {
            case Long v -> new IrExpression.LongConstant(v);
            case Double v -> new IrExpression.DoubleConstant(v);
            case Boolean v -> new IrExpression.BoolConstant(v);
            default -> throw new IllegalArgumentException("no constant: " + value);
        };
    }

    IrExpression of(IrType type, int depth) {
        if (depth <= 0 || random.nextInt(6) == 0) {
            return leaf(type);
        }
        return switch (random.nextInt(8)) {
            case 0 -> new IrExpression.Conditional(of(IrType.BOOL, depth - 1), of(type, depth - 1), of(type, depth - 1));
            case 1 -> call(type, depth - 1);
            default -> switch (type) {
                case BOOL -> condition(depth - 1);
                case LONG -> integer(depth - 1);
                case DOUBLE -> number(depth - 1);
            };
        };
    }

    private IrExpression leaf(IrType type) {
        final List<IrLocal> locals = readable.stream().filter(l -> l.type() == type).toList();
        if (!locals.isEmpty() && random.nextInt(4) != 0) {
            return new IrExpression.Read(pick(random, locals));
        }
        return constant(value(random, type));
    }

    private IrExpression condition(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> new IrExpression.Not(of(IrType.BOOL, depth));
            case 1 -> new IrExpression.And(of(IrType.BOOL, depth), of(IrType.BOOL, depth));
            case 2 -> new IrExpression.Or(of(IrType.BOOL, depth), of(IrType.BOOL, depth));
            case 3 -> new IrExpression.Convert(random.nextBoolean() ? IrConversion.LONG_TO_BOOL : IrConversion.LOW_BIT, of(IrType.LONG, depth));
            default -> compare(depth);
        };
    }

    private IrExpression compare(int depth) {
        final IrType type = pick(random, List.of(IrType.values()));
        final int kinds = switch (type) {
            case BOOL -> 2;
            case LONG -> IrComparison.values().length;
            case DOUBLE -> 6;
        };
        return new IrExpression.Compare(IrComparison.values()[random.nextInt(kinds)], of(type, depth), of(type, depth));
    }

    private IrExpression integer(int depth) {
        return switch (random.nextInt(10)) {
            case 0 -> new IrExpression.Convert(IrConversion.BOOL_TO_LONG, of(IrType.BOOL, depth));
            case 1 -> new IrExpression.Convert(random.nextBoolean() ? IrConversion.DOUBLE_TO_LONG : IrConversion.DOUBLE_BITS, of(IrType.DOUBLE, depth));
            case 2 -> new IrExpression.FrameAddress(random.nextInt(LONG_AREA_BYTES));
            case 3, 4 -> new IrExpression.Load(longAccess(), address(depth));
            default -> arithmetic(pick(random, LONG_OPERATORS), depth);
        };
    }

    private IrExpression arithmetic(IrOperator operator, int depth) {
        final IrExpression right = switch (operator) {
            case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED -> divisor(depth);
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> random.nextBoolean() ? new IrExpression.LongConstant(random.nextInt(Long.SIZE))
                    : bits(IrOperator.AND, of(IrType.LONG, depth), Long.SIZE - 1);
            default -> of(IrType.LONG, depth);
        };
        return new IrExpression.Arithmetic(operator, of(IrType.LONG, depth), right);
    }

    private IrExpression divisor(int depth) {
        if (random.nextBoolean()) {
            return new IrExpression.LongConstant(random.nextBoolean() ? 1L << random.nextInt(Long.SIZE) : longValue(random) | 1);
        }
        return bits(IrOperator.OR, of(IrType.LONG, depth), 1L << random.nextInt(Long.SIZE));
    }

    private static IrExpression bits(IrOperator operator, IrExpression left, long right) {
        return new IrExpression.Arithmetic(operator, left, new IrExpression.LongConstant(right));
    }

    private IrExpression number(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> new IrExpression.Convert(random.nextBoolean() ? IrConversion.LONG_TO_DOUBLE : IrConversion.UNSIGNED_LONG_TO_DOUBLE, of(IrType.LONG, depth));
            case 1 -> new IrExpression.Load(MemoryAccess.F64, doubleAddress(depth));
            default -> new IrExpression.Arithmetic(pick(random, DOUBLE_OPERATORS), of(IrType.DOUBLE, depth), of(IrType.DOUBLE, depth));
        };
    }

    MemoryAccess longAccess() {
        return pick(random, List.of(MemoryAccess.values()).stream().filter(a -> a.type() == IrType.LONG).toList());
    }

    /** Where eight bytes of integers lie. */
    IrExpression address(int depth) {
        final long base = random.nextInt(LOADS_END_BYTES / 2);
        if (random.nextBoolean()) {
            return new IrExpression.FrameAddress(base);
        }
        final IrExpression offset = bits(IrOperator.AND, of(IrType.LONG, depth), LOADS_END_BYTES / 2 - 1 & 0x3f);
        final IrExpression sum = new IrExpression.Arithmetic(IrOperator.ADD, new IrExpression.FrameAddress(base), offset);
        return random.nextBoolean() ? sum : bits(IrOperator.ADD, sum, random.nextInt(32));
    }

    /** Where a double lies; integers are never read from there, because which NaN lies there is not said. */
    IrExpression doubleAddress(int depth) {
        if (random.nextBoolean()) {
            return new IrExpression.FrameAddress(LONG_AREA_BYTES + 8L * random.nextInt(DOUBLE_AREA_BYTES / 8));
        }
        final IrExpression index = bits(IrOperator.AND, of(IrType.LONG, depth), DOUBLE_AREA_BYTES / 8 - 1);
        return new IrExpression.Arithmetic(IrOperator.ADD, new IrExpression.FrameAddress(LONG_AREA_BYTES), bits(IrOperator.SHIFT_LEFT, index, 3));
    }

    private IrExpression call(IrType type, int depth) {
        return callOf(pick(random, switch (type) {
            case BOOL -> List.of(new IrCallee.Static(TestPrograms.java(RandomCallees.class, "odd")));
            case LONG -> List.of(new IrCallee.Static(TestPrograms.java(RandomCallees.class, "mix")),
                    new IrCallee.Static(TestPrograms.java(RandomCallees.class, "choose")),
                    new IrCallee.OnObject(OBJECTS.get(random.nextInt(2)), TestPrograms.java(FlowTable.class, "find")),
                    new IrCallee.OnObject(OBJECTS.get(2), TestPrograms.java(RecordSink.class, "begin")),
                    new IrCallee.OnObject(OBJECTS.get(3), TestPrograms.java(Schedule.class, "advance")));
            case DOUBLE -> List.of(new IrCallee.Static(TestPrograms.java(RandomCallees.class, "half")));
        }), depth);
    }

    private IrExpression callOf(IrCallee callee, int depth) {
        return new IrExpression.Call(callee, arguments(callee, depth));
    }

    List<IrExpression> arguments(IrCallee callee, int depth) {
        final List<IrExpression> arguments = new ArrayList<>();
        callee.parameters().forEach(type -> arguments.add(of(type, depth)));
        return List.copyOf(arguments);
    }
}
