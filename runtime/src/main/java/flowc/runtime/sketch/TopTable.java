package flowc.runtime.sketch;

/** The n rows with the largest order value seen since {@link #clear}. One worker's own. Ties go to the smaller row bytes, so that the order of adding does not matter. */
public abstract class TopTable {
    public abstract void clear();

    /** Whether a row with the order value of the one at {@code address} may belong, whatever else is in it: where not, {@link #add} would do nothing. */
    public abstract boolean admits(long address);

    /** Copies the row at {@code address} in when it belongs. */
    public abstract void add(long address);

    /** How many rows it holds. */
    public abstract long size();

    /** Writes the rows, largest first, to {@code address}. */
    public abstract void write(long address);
}
