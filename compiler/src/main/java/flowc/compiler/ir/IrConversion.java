package flowc.compiler.ir;

/** Conversions between the three types. DOUBLE_TO_LONG saturates and makes NaN 0, as Java's cast. LONG_TO_BOOL asks whether any bit is 1, with a jump; LOW_BIT whether the lowest is, without. */
public enum IrConversion {
    LONG_TO_DOUBLE(IrType.LONG, IrType.DOUBLE), UNSIGNED_LONG_TO_DOUBLE(IrType.LONG, IrType.DOUBLE), DOUBLE_TO_LONG(IrType.DOUBLE, IrType.LONG),
    BOOL_TO_LONG(IrType.BOOL, IrType.LONG), LONG_TO_BOOL(IrType.LONG, IrType.BOOL), LOW_BIT(IrType.LONG, IrType.BOOL), DOUBLE_BITS(IrType.DOUBLE, IrType.LONG);

    private final IrType from;
    private final IrType to;

    IrConversion(IrType from, IrType to) {
        this.from = from;
        this.to = to;
    }

    public IrType from() {
        return from;
    }

    public IrType to() {
        return to;
    }
}
