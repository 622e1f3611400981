/** The typed intermediate representation, its printer and verifier. Uses: source. */
package flowc.compiler.ir;
