/** The rules of the language, asked of compiled trackers and compared with Java. */
package flowc.compiler.semantics;
