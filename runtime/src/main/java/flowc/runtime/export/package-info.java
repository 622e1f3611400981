/** Records from raw bytes to text: templates, sinks, formats. Uses: memory. */
package flowc.runtime.export;
