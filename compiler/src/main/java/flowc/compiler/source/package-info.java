/** Text, spans, diagnostics with codes, and their renderers for people and tools. Uses: runtime.text, com.fasterxml.jackson.core. */
package flowc.compiler.source;
