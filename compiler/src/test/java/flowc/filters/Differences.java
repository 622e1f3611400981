package flowc.filters;

import java.util.regex.Pattern;

/** Where filters differ from libpcap on purpose; docs/filters-differences.md has the reasons, and DifferencesTest what is right. */
public final class Differences {
    private static final Pattern BYTE_BITS = Pattern.compile("\\bbyte\\s+\\w+\\s*[&|]");
    private static final int AUTHENTICATION = 51;

    private Differences() {}

    /** On any packet. */
    public static boolean always(String expression) {
        return BYTE_BITS.matcher(expression).find();
    }

    /** On this packet: one that may lead {@code protochain} to an authentication header. */
    static boolean on(String expression, byte[] packet) {
        if (!expression.contains("protochain")) {
            return false;
        }
        for (final byte value : packet) {
            if (value == AUTHENTICATION) {
                return true;
            }
        }
        return false;
    }
}
