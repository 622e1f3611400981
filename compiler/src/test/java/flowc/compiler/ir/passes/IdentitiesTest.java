package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every operator and comparison with every kind of constant on either side: random programs seldom meet the values where a rule is nearly right. */
final class IdentitiesTest {
    private static final long[] VALUES = {0, 1, -1, 2, 3, 8, 63, 64, 127, 128, 255, 256, 510, 0xffff, 0xffff_ffffL, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
    private static final IrLocal X = new IrLocal(0, "x", IrType.LONG);
    private static final IrLocal Y = new IrLocal(1, "y", IrType.LONG);

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    /** Values in memory of 8 and of 16 bits, and any value. */
    private static List<IrExpression> operands() {
        return List.of(new IrExpression.Read(X), new IrExpression.Load(MemoryAccess.U8, new IrExpression.FrameAddress(0)),
                new IrExpression.Load(MemoryAccess.U16, new IrExpression.FrameAddress(0)),
                new IrExpression.Arithmetic(IrOperator.ADD, new IrExpression.Load(MemoryAccess.U8, new IrExpression.FrameAddress(0)),
                        new IrExpression.Load(MemoryAccess.U8, new IrExpression.FrameAddress(8))));
    }

    private static boolean defined(IrOperator operator, long right) {
        return switch (operator) {
            case DIVIDE, DIVIDE_UNSIGNED, REMAINDER, REMAINDER_UNSIGNED -> right != 0;
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> right >= 0 && right < Long.SIZE;
            default -> true;
        };
    }

    /** {@code x} and {@code y} are also in memory for the loads. */
    private static void keepsItsValue(IrExpression expression) {
        final IrProgram before = TestPrograms.program(TestPrograms.function("f", expression.type(), List.of(X, Y),
                new IrStatement.Store(MemoryAccess.I64, new IrExpression.FrameAddress(0), new IrExpression.Read(X)),
                new IrStatement.Store(MemoryAccess.I64, new IrExpression.FrameAddress(8), new IrExpression.Read(Y)), TestPrograms.result(expression)));
        final IrProgram after = new AlgebraicSimplification().apply(before);
        try (TestContext context = new TestContext(16)) {
            final InterpretedProgram expected = new InterpretedProgram(before, context, 100);
            final InterpretedProgram actual = new InterpretedProgram(after, context, 100);
            for (long x : VALUES) {
                assertEquals(expected.call("f", x, x - 1), actual.call("f", x, x - 1), () -> "x = " + x + "\n" + IrPrinter.print(before) + IrPrinter.print(after));
            }
        }
    }

    @Test
    void operatorsWithConstantsKeepTheirValue() {
        for (IrOperator operator : IrOperator.values()) {
            for (long value : VALUES) {
                for (IrExpression operand : operator.type() == IrType.LONG && defined(operator, value) ? operands() : List.<IrExpression>of()) {
                    keepsItsValue(new IrExpression.Arithmetic(operator, operand, constant(value)));
                }
            }
        }
    }

    @Test
    void operatorsWithConstantsOnTheLeftKeepTheirValue() {
        for (IrOperator operator : List.of(IrOperator.ADD, IrOperator.SUBTRACT, IrOperator.MULTIPLY, IrOperator.AND, IrOperator.OR, IrOperator.XOR)) {
            for (long value : VALUES) {
                operands().forEach(operand -> keepsItsValue(new IrExpression.Arithmetic(operator, constant(value), operand)));
            }
        }
    }

    @Test
    void comparisonsWithConstantsKeepTheirValue() {
        for (IrComparison comparison : IrComparison.values()) {
            for (long value : VALUES) {
                for (IrExpression operand : operands()) {
                    keepsItsValue(new IrExpression.Compare(comparison, operand, constant(value)));
                    keepsItsValue(new IrExpression.Not(new IrExpression.Compare(comparison, constant(value), operand)));
                }
            }
        }
    }

    @Test
    void comparisonsOfDoublesKeepTheirValueWithNaN() {
        final IrExpression number = new IrExpression.Load(MemoryAccess.F64, new IrExpression.FrameAddress(0)); // VALUES hold NaNs and subnormals
        for (IrComparison comparison : List.of(IrComparison.values()).subList(0, 6)) {
            for (double value : new double[] {0.0, -0.0, Double.NaN, 1e-320, Double.MAX_VALUE}) {
                final IrExpression compare = new IrExpression.Compare(comparison, new IrExpression.DoubleConstant(value), number);
                keepsItsValue(compare);
                keepsItsValue(new IrExpression.Not(compare));
            }
        }
    }

    @Test
    void fieldsOfOneWordThatAreAskedForTogetherKeepTheirValue() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("IdentitiesTest: -Dflowc.seed=" + seed);
        final Random random = new Random(seed);
        int joined = 0;
        for (int i = 0; i < 400; i++) {
            final IrExpression word = operands().get(random.nextInt(operands().size()));
            final long held = VALUES[random.nextInt(VALUES.length)];
            final IrExpression one = field(word, held, random);
            final IrExpression other = field(random.nextInt(8) == 0 ? operands().get(1) : word, held, random);
            joined += BitsEqual.both(one, other).isPresent() ? 1 : 0;
            keepsItsValue(new IrExpression.And(one, other));
        }
        assertTrue(joined > 100 && joined < 380, "joined=" + joined);
    }

    /** That some bits of a word are what they are when it holds {@code held}, mostly. */
    private static IrExpression field(IrExpression word, long held, Random random) {
        final int shift = random.nextInt(3) == 0 ? 0 : random.nextInt(12);
        final long mask = random.nextInt(4) == 0 ? -1 : (1L << 1 + random.nextInt(10)) - 1;
        final IrExpression shifted = shift == 0 ? word : new IrExpression.Arithmetic(IrOperator.SHIFT_RIGHT_UNSIGNED, word, constant(shift));
        final IrExpression number = mask == -1 ? shifted : new IrExpression.Arithmetic(IrOperator.AND, shifted, constant(mask));
        final long value = random.nextInt(6) == 0 ? VALUES[random.nextInt(VALUES.length)] : held >>> shift & mask & PossibleBits.of(number);
        return new IrExpression.Compare(IrComparison.EQUAL, number, constant(value));
    }

    @Test
    void noValueHasABitThatIsSaidToBeImpossible() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("IdentitiesTest: -Dflowc.seed=" + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            final IrExpression expression = bitExpression(random, 4);
            final long possible = PossibleBits.of(expression);
            keepsItsValue(new IrExpression.Compare(IrComparison.EQUAL, new IrExpression.Arithmetic(IrOperator.AND, expression, constant(~possible)), constant(0)));
            assertEquals(0, valuesOf(expression).stream().mapToLong(v -> v & ~possible).reduce(0, (a, b) -> a | b), () -> expression + " " + Long.toHexString(possible));
        }
    }

    private static IrExpression bitExpression(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(3) == 0 ? constant(VALUES[random.nextInt(VALUES.length)]) : operands().get(random.nextInt(operands().size()));
        }
        final List<IrOperator> operators = List.of(IrOperator.ADD, IrOperator.AND, IrOperator.OR, IrOperator.XOR, IrOperator.SHIFT_LEFT, IrOperator.SHIFT_RIGHT,
                IrOperator.SHIFT_RIGHT_UNSIGNED, IrOperator.DIVIDE_UNSIGNED, IrOperator.REMAINDER_UNSIGNED);
        final IrOperator operator = operators.get(random.nextInt(operators.size()));
        final IrExpression right = switch (operator) {
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> constant(random.nextInt(12));
            case DIVIDE_UNSIGNED, REMAINDER_UNSIGNED -> constant(VALUES[1 + random.nextInt(VALUES.length - 1)]);
            default -> bitExpression(random, depth - 1);
        };
        return new IrExpression.Arithmetic(operator, bitExpression(random, depth - 1), right);
    }

    private static List<Long> valuesOf(IrExpression expression) {
        final IrProgram program = TestPrograms.program(TestPrograms.function("f", IrType.LONG, List.of(X, Y),
                new IrStatement.Store(MemoryAccess.I64, new IrExpression.FrameAddress(0), new IrExpression.Read(X)),
                new IrStatement.Store(MemoryAccess.I64, new IrExpression.FrameAddress(8), new IrExpression.Read(Y)), TestPrograms.result(expression)));
        final List<Long> values = new ArrayList<>();
        try (TestContext context = new TestContext(16)) {
            final InterpretedProgram oracle = new InterpretedProgram(program, context, 100);
            for (long x : VALUES) {
                for (long y : VALUES) {
                    values.add((Long) oracle.call("f", x, y));
                }
            }
        }
        return values;
    }
}
