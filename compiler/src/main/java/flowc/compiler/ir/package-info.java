/** The typed intermediate representation, its printer and verifier. Uses: source, runtime.program (names of what a program extends and is given). */
package flowc.compiler.ir;
