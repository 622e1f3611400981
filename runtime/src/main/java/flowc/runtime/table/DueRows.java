package flowc.runtime.table;

/** Is told of rows whose time has come, or soon will. */
interface DueRows {
    /** {@code due} as {@link Timeouts#due} has it, ns. */
    void add(long number, long row, long due);
}
