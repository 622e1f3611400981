package flowc.runtime.memory;

/** How much memory outside of the heap is taken, for tests of other packages; known where checks are on. */
public final class LiveMemory {
    private LiveMemory() {}

    /** The most bytes that were taken at a time since the last call. */
    public static long mostBytes() {
        return Regions.mostBytes();
    }
}
