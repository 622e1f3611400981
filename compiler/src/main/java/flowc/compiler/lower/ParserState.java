package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.types.Type;

/**
 * A parser while it is laid into a {@code for}: its cursor, its end, and what to do with a result.
 *
 * @param start address of the first byte
 * @param cursor address of the next byte to read
 * @param end address after the last byte
 * @param done leaves the whole iteration
 * @param cut the counter of reads past the end
 * @param item where a result is built
 */
record ParserState(IrExpression start, IrLocal cursor, IrExpression end, IrLabel done, IrExpression cut, IrExpression item, Type.Struct struct, long max,
        Yielded yielded) {
    /** Runs the body of the {@code for} once more. */
    interface Yielded {
        void run();
    }
}
