/**
 * Records from raw bytes to text: templates say what a record looks like, sinks take raw records from workers, one formatter thread turns
 * them into JSON lines and print lines. {@link flowc.runtime.export.RecordOutput} is the page to read first. Uses: file, memory, thread, com.fasterxml.jackson.core.
 */
package flowc.runtime.export;
