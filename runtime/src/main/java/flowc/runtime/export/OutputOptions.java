package flowc.runtime.export;

/**
 * How a run's records leave.
 *
 * @param ordered whether all records are kept and sorted at the end ({@code --order})
 * @param live whether a full sink drops records instead of making the worker wait
 * @param interactive whether somebody watches: every {@link ChunkSink#flush()} brings out what there is
 * @param sizes how much memory it takes
 */
public record OutputOptions(Format format, boolean ordered, boolean live, boolean interactive, Sizes sizes) {
    /** What becomes of {@code emit} and {@code print}. */
    public enum Format {
        /** {@code print} lines as they are, emits as JSON lines. */
        TEXT,
        /** JSON lines only. */
        JSON
    }

    /** A capture file's run: waits, nothing lost, not ordered. */
    public static OutputOptions of(Format format) {
        return new OutputOptions(format, false, false, false, Sizes.DEFAULT);
    }

    public OutputOptions withOrder() {
        return new OutputOptions(format, true, live, interactive, sizes);
    }

    public OutputOptions withLive() {
        return new OutputOptions(format, ordered, true, interactive, sizes);
    }

    public OutputOptions withInteractive() {
        return new OutputOptions(format, ordered, live, true, sizes);
    }

    public OutputOptions withSizes(Sizes newSizes) {
        return new OutputOptions(format, ordered, live, interactive, newSizes);
    }

    /**
     * Memory in bytes. A worker's sink takes {@code chunkCount} chunks; each becomes as large as the largest record when that is larger.
     *
     * @param chunkBytes one chunk
     * @param chunkCount chunks of one worker, at least 2
     * @param largestRecord the largest record any template can have, with the rows of its tables; fixed-size templates are known without it
     * @param orderedBytes with {@code ordered}: what records and their index may take before they are spooled, sorted, to a temporary file, and what is taken to merge that; two of
     *     the largest records if that is more
     */
    public record Sizes(long chunkBytes, int chunkCount, long largestRecord, long orderedBytes) {
        public static final Sizes DEFAULT = new Sizes(256 << 10, 4, 0, 256 << 20);

        public Sizes {
            if (chunkBytes < 1 || chunkCount < 2 || largestRecord < 0 || orderedBytes < 1) {
                throw new IllegalArgumentException("sizes must be positive and chunks two or more: chunkBytes=" + chunkBytes + " chunkCount=" + chunkCount
                        + " largestRecord=" + largestRecord + " orderedBytes=" + orderedBytes);
            }
        }

        public Sizes withLargestRecord(long bytes) {
            return new Sizes(chunkBytes, chunkCount, bytes, orderedBytes);
        }
    }
}
