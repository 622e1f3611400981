package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.types.Type;

/**
 * A parser while its method is made.
 *
 * @param start address of the first byte
 * @param cursor address of the next byte to read
 * @param end address after the last byte
 * @param cut the counter of reads past the end
 * @param full the counter of runs that {@code max} ended
 * @param items where the results go
 * @param count how many there are so far
 */
record ParserState(IrExpression start, IrLocal cursor, IrExpression end, IrExpression cut, IrExpression full, IrExpression items, IrLocal count, Type.Struct struct, long max) {}
