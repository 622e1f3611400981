/** Text, spans, diagnostics with codes, and their renderers for people and tools. Uses: the JDK, and jackson-core to write JSON. */
package flowc.compiler.source;
