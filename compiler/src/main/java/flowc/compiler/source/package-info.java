/** Text, spans, diagnostics with codes, and their renderers for people and tools. Uses: com.fasterxml.jackson.core. */
package flowc.compiler.source;
