package flowc.launch;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people: counts are exact, rates and durations have three digits. */
public final class Units {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

    private Units() {}

    /** {@code 1,234,567} */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 packet}, {@code 2 packets} */
    public static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** {@code 4.12 M} with powers of 1000 and the space before the unit that follows. */
    public static String scaled(double value) {
        int prefix = 0;
        double rest = value;
        while (rest >= 999.5 && prefix < PREFIXES.length - 1) {
            rest /= 1000;
            prefix++;
        }
        final int decimals = prefix == 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", rest, PREFIXES[prefix]);
    }

    /** {@code 0.512 s}, {@code 3 min 20 s}, {@code 2 h 5 min} */
    public static String duration(Duration duration) {
        final long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
        }
        final long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min " + seconds % 60 + " s" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** The same of nanoseconds. */
    public static String duration(long nanos) {
        return duration(Duration.ofNanos(nanos));
    }
}
