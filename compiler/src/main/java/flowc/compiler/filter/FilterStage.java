package flowc.compiler.filter;

/** What can be printed of a compiled filter. */
public enum FilterStage {
    /** What it tests, in the order it does: loads, comparisons, and what follows of them. */
    PREDICATE,
    IR,
    BYTECODE
}
