package flowc.compiler.layout;

import flowc.compiler.analysis.TableSymbol;
import flowc.runtime.memory.Memory;
import flowc.runtime.table.RowLayout;

/** Where a table's key and state lie in its rows. */
public final class StateLayout {
    private StateLayout() {}

    public static int keyBytes(TableSymbol table) {
        return KeyLayout.of(table.key().type()).bytes();
    }

    /** Bytes of all state, a multiple of 8. */
    public static int stateBytes(TableSymbol table) {
        return (int) Memory.align(table.state().stream().mapToInt(f -> TypeLayout.bytes(f.type())).sum(), Long.BYTES);
    }

    /** Offset of the key from the row's start. */
    public static long keyOffset(TableSymbol table) {
        return RowLayout.keyOffset(stateBytes(table));
    }

    /** Offset of a field from the row's start. */
    public static long fieldOffset(TableSymbol table, TableSymbol.StateField field) {
        long offset = RowLayout.STATE_OFFSET;
        for (TableSymbol.StateField before : table.state()) {
            if (before == field) {
                return offset;
            }
            offset += TypeLayout.bytes(before.type());
        }
        throw new IllegalArgumentException("the field must be of the table: field=" + field.name() + " table=" + table.name());
    }
}
