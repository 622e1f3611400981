package flowc.compiler.lower;

import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.types.Type;

/** Keeps a row that a handler has bound from being evicted while the binding lives. Every way out of the binding unpins. */
final class Pins {
    private final ProgramBuilder program;
    private final TableSymbol table;
    private final IrExpression row;

    private Pins(ProgramBuilder program, TableSymbol table, IrExpression row) {
        this.program = program;
        this.table = table;
        this.row = row;
    }

    static Pins hold(ProgramBuilder program, LocalSymbol symbol, IrExpression row, Environment env) {
        final String name = ((Type.Row) symbol.type()).table();
        final TableSymbol table = program.analysis.tables().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
        final Pins pins = new Pins(program, table, row);
        env.method.invoke(program.onTable(table, RuntimeCalls.TABLE_PIN), row);
        env.pinned.push(pins);
        return pins;
    }

    /** Ends the binding on the way that runs through. */
    void release(Environment env) {
        env.pinned.remove(this);
        unpin(env);
    }

    private void unpin(Environment env) {
        env.method.invoke(program.onTable(table, RuntimeCalls.TABLE_UNPIN), row);
    }

    /** Adds the unpinning of what has been pinned since {@code depth} rows were, for a way that leaves early. */
    static void releaseAbove(int depth, Environment env) {
        env.pinned.stream().limit(env.pinned.size() - depth).forEach(pins -> pins.unpin(env));
    }
}
