/** Wrong and odd programs without end: the compiler must never throw, and what it accepts must verify. */
package flowc.compiler.fuzz;
