/**
 * The language said a second time, as plainly as possible and without a line of the compiler's or the tables' code: {@code Model} runs a described
 * tracker over described packets, and what the compiled tracker says of the same must be the same. Uses: runtime (its hash, and to run what was compiled), the compiler's facade.
 */
package flowc.oracle;
