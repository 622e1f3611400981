/**
 * Traffic made in memory, and what a run of the engine over it measures. {@link flowc.load.LoadRun} is the page to read first.
 * Uses: runtime, runtime.thread, runtime.memory, runtime.packet, runtime.export, runtime.program, org.HdrHistogram, com.sun.management.
 */
package flowc.load;
