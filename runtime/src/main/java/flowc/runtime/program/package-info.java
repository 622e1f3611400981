/**
 * The contract that generated code implements, and what drives it: {@link flowc.runtime.program.CaptureClock} owns a worker's tables and runs
 * what is due on them. Uses: memory, packet (capacity of a burst), table, sketch, export.
 */
package flowc.runtime.program;
