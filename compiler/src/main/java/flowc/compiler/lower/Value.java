package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;

/** A value while code for it is made: what the generated code has of it on its stack. */
sealed interface Value {
    /** A number, boolean, time, address of four bytes …: one BOOL, LONG or DOUBLE. */
    record Scalar(IrExpression expression) implements Value {}

    /** A value that lies in memory, by address. */
    record Reference(IrExpression address) implements Value {}

    /** Bytes in place: address and length. */
    record View(IrExpression address, IrExpression length) implements Value {}

    /** {@code value} may only be read where {@code present}. */
    record Maybe(IrExpression present, Value value) implements Value {}

    /** Two ends of a range, or two to choose from. */
    record Pair(Value first, Value second) implements Value {}

    /** No value: after a call for its effect. */
    record Nothing() implements Value {}

    default IrExpression scalar() {
        return ((Scalar) this).expression();
    }

    default IrExpression address() {
        return ((Reference) this).address();
    }
}
