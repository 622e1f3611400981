/**
 * A compiled tracker as a jar that runs with a Java runtime alone. Uses: launch, runtime.program, com.fasterxml.jackson.core,
 * picocli (all of which it copies).
 */
package flowc.compiler.jar;
