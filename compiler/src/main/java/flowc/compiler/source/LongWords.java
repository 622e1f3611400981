package flowc.compiler.source;

import java.util.regex.Pattern;

/** Cuts what no one reads to its end: a message may quote a name or a text of a megabyte. */
final class LongWords {
    /** Longer than any name that is allowed. */
    private static final Pattern LONG = Pattern.compile("(\\S{60})\\S{220,}(\\S{20})");

    /** Characters of a message; the longest without quotes has half of them. */
    private static final int MOST = 1_000;

    private LongWords() {}

    static String cut(String message) {
        final String cut = message.length() <= MOST / 4 ? message : LONG.matcher(message).replaceAll("$1…$2");
        return cut.length() <= MOST ? cut : cut.substring(0, MOST / 2) + "…" + cut.substring(cut.length() - MOST / 4);
    }
}
