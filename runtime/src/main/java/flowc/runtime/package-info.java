/**
 * The facade of the runtime: {@link flowc.runtime.Engine} runs one compiled tracker over one packet source and says what happened in a
 * {@link flowc.runtime.RunSummary}. Uses: memory, packet, table, sketch, export, program, worker; none of them uses this one.
 */
package flowc.runtime;
