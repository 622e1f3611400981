/** The typed intermediate representation, its printer and verifier. Uses: source, and the names of what a program extends and is given (runtime.program). */
package flowc.compiler.ir;
