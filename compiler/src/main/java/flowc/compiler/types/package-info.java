/** Types, and the operators and conversions between them as tables. Uses: the JDK only. */
package flowc.compiler.types;
