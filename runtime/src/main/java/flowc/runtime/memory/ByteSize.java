package flowc.runtime.memory;

import java.util.Locale;

/** Amounts of memory for people. */
public final class ByteSize {
    private ByteSize() {}

    /** {@code 1 byte}, {@code 512 bytes}, {@code 10.0 MiB}, {@code 89.4 GiB} */
    public static String text(long bytes) {
        return bytes < 1 << 20 ? bytes + (bytes == 1 ? " byte" : " bytes") : bytes < 1L << 30 ? String.format(Locale.ROOT, "%.1f MiB", bytes / 0x1p20) : String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
    }
}
