/**
 * A compiled tracker as a jar that runs with a Java runtime alone. Uses: the runtime's {@code launch} and {@code runtime.program}, whose
 * classes it copies.
 */
package flowc.compiler.jar;
