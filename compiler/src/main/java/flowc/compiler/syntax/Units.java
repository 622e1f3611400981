package flowc.compiler.syntax;

import java.util.Map;

/** The units that numbers of the language have, and what each multiplies: counts by one, durations by nanoseconds, sizes by bytes. */
final class Units {
    static final Map<String, Long> COUNTS = Map.of("k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);
    static final Map<String, Long> DURATIONS = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L,
            "min", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);
    static final Map<String, Long> SIZES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    /** What people write, and which unit they mean. */
    static final Map<String, String> SLIPS = Map.of("K", "k", "m", "min", "sec", "s", "hour", "h", "day", "d", "KB", "KiB", "MB", "MiB",
            "GB", "GiB", "TB", "TiB");

    private Units() {}

    /** Whether a word stands for a unit of sizes, also if it is not one. */
    static boolean meansSize(String word) {
        return SIZES.containsKey(SLIPS.getOrDefault(word, word));
    }
}
