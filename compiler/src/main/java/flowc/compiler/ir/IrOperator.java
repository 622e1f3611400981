package flowc.compiler.ir;

/** Arithmetic. LONG operators work modulo 2^64; DIVIDE and REMAINDER need a divisor that is not 0 (lowering tests it first). Shift counts are 0..63. */
public enum IrOperator {
    ADD(IrType.LONG), SUBTRACT(IrType.LONG), MULTIPLY(IrType.LONG),
    DIVIDE(IrType.LONG), DIVIDE_UNSIGNED(IrType.LONG), REMAINDER(IrType.LONG), REMAINDER_UNSIGNED(IrType.LONG),
    AND(IrType.LONG), OR(IrType.LONG), XOR(IrType.LONG),
    SHIFT_LEFT(IrType.LONG), SHIFT_RIGHT(IrType.LONG), SHIFT_RIGHT_UNSIGNED(IrType.LONG),
    DOUBLE_ADD(IrType.DOUBLE), DOUBLE_SUBTRACT(IrType.DOUBLE), DOUBLE_MULTIPLY(IrType.DOUBLE), DOUBLE_DIVIDE(IrType.DOUBLE);

    private final IrType type;

    IrOperator(IrType type) {
        this.type = type;
    }

    /** Type of both operands and of the result. */
    public IrType type() {
        return type;
    }
}
