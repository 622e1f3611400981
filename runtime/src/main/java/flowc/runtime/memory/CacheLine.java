package flowc.runtime.memory;

/** What a processor takes from memory at once. */
public final class CacheLine {
    public static final long BYTES = 64;

    private CacheLine() {}

    /**
     * Loads {@code bytes} bytes from {@code address} on, line after line, as many at once as a processor can: none of these loads waits for another. The sum is of no
     * use but that it must be made.
     */
    public static long load(long address, long bytes) {
        long sum = 0;
        for (long offset = 0; offset < bytes; offset += BYTES) {
            sum += Memory.i64(address + offset);
        }
        return sum;
    }
}
