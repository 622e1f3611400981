package flowc.runtime.memory;

import java.util.Locale;

/** Memory for what a tracker declares is not there. Thrown at start only; the message is for users. */
public final class OutOfMemoryRegionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfMemoryRegionException(String what, long bytes, long taken, String why) {
        super("no memory for " + what + ": it needs " + size(bytes) + ", with the " + size(taken) + " taken before " + sum(bytes, taken) + ", but " + why + "; a smaller 'limit' needs less");
    }

    private static String sum(long bytes, long taken) {
        final long sum = bytes + taken;
        return sum < 0 ? "more than " + size(Long.MAX_VALUE) : size(sum);
    }

    /** Bytes as people say them: {@code 89.4 GiB}. */
    static String size(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : bytes < 1L << 30 ? String.format(Locale.ROOT, "%.1f MiB", bytes / 0x1p20) : String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
    }
}
