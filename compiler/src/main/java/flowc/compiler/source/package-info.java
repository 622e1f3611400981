/** Text, spans, diagnostics with codes, and their renderer. Uses: the JDK only. */
package flowc.compiler.source;
