package flowc.load;

import flowc.runtime.Progress.Flows;

/**
 * What was measured between two moments of a run, and how far it was at the later one.
 *
 * @param nanos of the clock on the wall from when measuring began to the later moment
 * @param work chunks that ended between the two, as one
 * @param flows since the run began, warm-up included
 * @param residentBytes of the whole process; 0 where the system does not tell
 * @param heapBytes of the Java heap that are in use, garbage included
 */
public record LoadInterval(long nanos, Chunk work, Flows flows, long residentBytes, long heapBytes) {}
