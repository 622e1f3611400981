/**
 * The facade of the runtime: {@link flowc.runtime.Engine} runs one compiled tracker over one packet source and says what happened in a
 * {@link flowc.runtime.RunSummary}. Uses: every package below it; none of them uses this one.
 */
package flowc.runtime;
