/** Text, spans, diagnostics with codes, and their renderers for people and tools. Uses: text, and jackson-core to write JSON. */
package flowc.compiler.source;
