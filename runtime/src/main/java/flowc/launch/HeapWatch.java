package flowc.launch;

import flowc.runtime.Progress;

/**
 * Keeps the Java heap small while a run with a budget of memory goes on. Packets make next to no garbage, so it is hardly ever collected; but a
 * collector that has much room, as in a JVM without options on a large machine, would let that little grow for hours. One thread.
 */
final class HeapWatch implements Progress {
    /** More than the start makes mostly, and more than a run makes in minutes. */
    static final long GARBAGE_BYTES = 16L << 20;

    private final Progress progress;
    private long keptBytes;

    /** Tells {@code progress}, too. */
    HeapWatch(Progress progress) {
        this.progress = progress;
        collectBeyond(GARBAGE_BYTES);
    }

    private void collectBeyond(long bytes) {
        if (usedBytes() > bytes) {
            System.gc();
            keptBytes = usedBytes();
        }
    }

    private static long usedBytes() {
        final Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void update(Snapshot snapshot) {
        collectBeyond(keptBytes + GARBAGE_BYTES);
        progress.update(snapshot);
    }
}
