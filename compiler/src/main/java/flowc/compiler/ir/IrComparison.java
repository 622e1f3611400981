package flowc.compiler.ir;

/** Comparisons. EQUAL to GREATER_EQUAL take two LONGs (signed) or two DOUBLEs (IEEE: false with NaN, but NOT_EQUAL true) or, the first two, two BOOLs; the unsigned ones two LONGs. */
public enum IrComparison {
    EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, LESS_UNSIGNED, LESS_EQUAL_UNSIGNED, GREATER_UNSIGNED, GREATER_EQUAL_UNSIGNED
}
