/** Types, and the operators and conversions between them as tables. Uses: source. */
package flowc.compiler.types;
