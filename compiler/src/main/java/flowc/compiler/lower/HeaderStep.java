package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;

/**
 * What a header's method tells the walk, in one number, so that nothing of it goes through memory; 0 when the walk ends there.
 * <pre> bit 0           10              37                64
 *     | next header | bytes passed  | bytes after them | </pre>
 */
final class HeaderStep {
    /** Of what is walked by steps no more bytes are parsed; no packet on earth has as many. */
    static final long MAX_BYTES = (1L << 27) - 1;

    /** Ids are 1 to this. */
    static final int MAX_ID = (1 << 10) - 1;

    private static final int PASSED_SHIFT = 10;
    private static final int LEFT_SHIFT = 37;

    private HeaderStep() {}

    /** A step from {@code start} past {@code position}, to nothing yet. */
    static IrExpression of(IrExpression start, IrExpression position, IrExpression end) {
        return Ir.operate(IrOperator.OR, shifted(Ir.subtract(position, start), PASSED_SHIFT), shifted(Ir.subtract(end, position), LEFT_SHIFT));
    }

    private static IrExpression shifted(IrExpression value, int shift) {
        return Ir.operate(IrOperator.SHIFT_LEFT, value, Ir.constant(shift));
    }

    static IrExpression to(int header, IrExpression step) {
        return Ir.operate(IrOperator.OR, step, Ir.constant(header));
    }

    /** The number that tells {@link OtherHeaders} to walk a header that is laid in for its short form only; never in a step. */
    static long inFull(int header) {
        return header + MAX_ID + 1;
    }

    static IrExpression next(IrExpression step) {
        return Ir.operate(IrOperator.AND, step, Ir.constant(MAX_ID));
    }

    static IrExpression passed(IrExpression step) {
        return Ir.operate(IrOperator.AND, Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, step, Ir.constant(PASSED_SHIFT)), Ir.constant(MAX_BYTES));
    }

    static IrExpression left(IrExpression step) {
        return Ir.operate(IrOperator.SHIFT_RIGHT_UNSIGNED, step, Ir.constant(LEFT_SHIFT));
    }
}
