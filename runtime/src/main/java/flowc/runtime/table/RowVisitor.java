package flowc.runtime.table;

/** Sees the rows of a table one by one; it may end them and use other tables, but creates no row in this one. */
public interface RowVisitor {
    void visit(long row);
}
