package flowc.compiler.lower;

import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.StateField;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.StateLayout;
import flowc.compiler.types.Type;

/** Where a row's state is in memory. A row's address is cheap to compute twice, and these are; of no row (0) they are addresses that nobody is to use. */
final class StateLowering {
    private final Lowering lowering;

    StateLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    /** A field of the row at address {@code row}. */
    record RowField(TableSymbol table, StateField field, IrExpression row) {}

    /** Its address. */
    IrExpression place(RowField of) {
        return at(of, lowering.program.state(of.table()).place(of.field()));
    }

    /** Address of a counter's total at the last pass. */
    private IrExpression base(RowField counter) {
        return at(counter, lowering.program.state(counter.table()).base(counter.field()));
    }

    private IrExpression at(RowField of, StateLayout.Place place) {
        return Ir.add(place.isCold() ? MethodBuilder.call(lowering.program.onTable(of.table(), RuntimeCalls.TABLE_COLD), of.row()) : of.row(), place.offset());
    }

    /** What came to a counter since the last pass. */
    IrExpression delta(RowField counter) {
        return Ir.subtract(Ir.load(MemoryAccess.I64, place(counter)), Ir.load(MemoryAccess.I64, base(counter)));
    }

    /** Lets a counter's deltas begin anew. */
    IrStatement rebase(RowField counter) {
        return new IrStatement.Store(MemoryAccess.I64, base(counter), Ir.load(MemoryAccess.I64, place(counter)));
    }

    /** Sets a field to a value of type {@code from}. */
    void store(RowField to, Value value, Type from, Environment env) {
        if (to.field().type() == Type.Simple.COUNTER) {
            env.method.store(MemoryAccess.I64, place(to), value.scalar());
            env.method.store(MemoryAccess.I64, base(to), Ir.ZERO);
        } else {
            Storage.store(env, place(to), to.field().type(), value, from);
        }
    }
}
