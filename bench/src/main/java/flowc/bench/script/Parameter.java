package flowc.bench.script;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One argument of a script: {@code usual} where it is left out, {@code expected} as it is told to who gives another. */
record Parameter(String name, String usual, String expected, Predicate<String> accepts) {
    /** No sign and no zero in front: sh would take the one for text and the other for octal. */
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    static Parameter whole(String name, String usual, long least, long most) {
        return new Parameter(name, usual, "a whole number from " + least + " to " + most, text -> isWhole(text, least, most));
    }

    /** With commas between. */
    static Parameter wholes(String name, String usual, long least, long most) {
        return new Parameter(name, usual, "whole numbers from " + least + " to " + most + " with commas between", text -> listed(text).stream().allMatch(one -> isWhole(one, least, most)));
    }

    static Parameter decimal(String name, String usual, double least, long most) {
        final String expected = String.format(Locale.ROOT, "a number from %s to %d", least, most);
        return new Parameter(name, usual, expected, text -> DECIMAL.matcher(text).matches() && Double.parseDouble(text) >= least && Double.parseDouble(text) <= most);
    }

    static Parameter oneOf(String name, String usual, List<String> names) {
        return new Parameter(name, usual, String.join(" or ", names), names::contains);
    }

    /** With commas between. */
    static Parameter someOf(String name, String usual, List<String> names) {
        return new Parameter(name, usual, "some of " + String.join(", ", names) + " with commas between", text -> names.containsAll(listed(text)));
    }

    static List<String> listed(String text) {
        return List.of(text.split(",", -1));
    }

    private static boolean isWhole(String text, long least, long most) {
        return WHOLE.matcher(text).matches() && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
    }
}
