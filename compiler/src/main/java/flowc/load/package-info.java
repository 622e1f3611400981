/**
 * Traffic made in memory, and what a run of the engine over it measures. {@link flowc.load.LoadRun} is the page to read first.
 * Uses: runtime, memory, thread, packet, export, program, HdrHistogram.
 */
package flowc.load;
