package flowc.runtime.text;

import java.util.stream.Collectors;

/**
 * Text without characters that do something instead of being seen. Names of files, words of a command line and the text of trackers may be a
 * stranger's: none of them may steer a terminal, begin a line of its own, or show in another order than it has. Any thread.
 */
public final class PlainText {
    private static final char INSTEAD = '\uFFFD';

    private PlainText() {}

    /** The same of a text of several lines, which stay. */
    public static String lines(String text) {
        return text.indexOf('\n') < 0 ? of(text) : text.lines().map(PlainText::of).collect(Collectors.joining("\n"));
    }

    /** The text with U+FFFD for each such character; most texts have none and are given back. */
    public static String of(String text) {
        int first = 0;
        while (first < text.length() && !acts(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : replaced(text, first);
    }

    private static String replaced(String text, int first) {
        final StringBuilder plain = new StringBuilder(text);
        for (int i = first; i < plain.length(); i++) {
            if (acts(plain.charAt(i))) {
                plain.setCharAt(i, INSTEAD);
            }
        }
        return plain.toString();
    }

    /** Control characters, line ends, and Unicode's marks, embeddings, overrides and isolates of direction (UAX #9, table 3). */
    private static boolean acts(char c) {
        return Character.isISOControl(c) || c == '\u061c' || c == '\u200e' || c == '\u200f' || c >= '\u2028' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }
}
