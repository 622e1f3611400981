package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.MemoryAccess;

/** Which bits of a LONG can be 1. A value never has a bit that is not in its mask; the mask may have more. */
final class PossibleBits {
    private static final long ALL = -1L;

    private PossibleBits() {}

    static long of(IrExpression expression) {
        return switch (expression) {
            case IrExpression.LongConstant(long value) -> value;
            case IrExpression.Load load -> of(load.access());
            case IrExpression.Arithmetic a -> of(a);
            case IrExpression.Convert c -> c.conversion() == IrConversion.BOOL_TO_LONG ? 1 : ALL;
            case IrExpression.Conditional c -> of(c.whenTrue()) | of(c.whenFalse());
            default -> ALL;
        };
    }

    /** Whether a value is the same read signed and unsigned. */
    static boolean neverNegative(IrExpression expression) {
        return of(expression) >= 0;
    }

    private static long of(MemoryAccess access) {
        return switch (access) {
            case U8 -> 0xffL;
            case U16, U16_BE -> 0xffffL;
            case U32, U32_BE -> 0xffff_ffffL;
            case I8, I16, I32, I64, I64_BE, F64 -> ALL;
        };
    }

    private static long of(IrExpression.Arithmetic a) {
        return switch (a.operator()) {
            case AND -> of(a.left()) & of(a.right());
            case OR, XOR -> of(a.left()) | of(a.right());
            case SHIFT_LEFT -> a.right() instanceof IrExpression.LongConstant(long count) ? of(a.left()) << count : ALL;
            case SHIFT_RIGHT -> a.right() instanceof IrExpression.LongConstant(long count) ? of(a.left()) >> count : ALL;
            case SHIFT_RIGHT_UNSIGNED -> a.right() instanceof IrExpression.LongConstant(long count) ? of(a.left()) >>> count : ALL;
            case ADD -> sum(upTo(of(a.left())), upTo(of(a.right())));
            case DIVIDE_UNSIGNED -> upTo(of(a.left()));
            case REMAINDER_UNSIGNED -> a.right() instanceof IrExpression.LongConstant(long divisor) ? upTo(divisor - 1) : ALL;
            default -> ALL;
        };
    }

    /** All bits up to the highest of {@code bits}. */
    private static long upTo(long bits) {
        return bits == 0 ? 0 : ALL >>> Long.numberOfLeadingZeros(bits);
    }

    /** Bits of a sum of two values below powers of two: one more than the longer has. */
    private static long sum(long left, long right) {
        final long longer = left | right;
        return longer < 0 ? ALL : longer << 1 | 1;
    }
}
