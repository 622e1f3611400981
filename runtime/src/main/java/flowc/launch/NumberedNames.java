package flowc.launch;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The order in which files were written whose names count: {@code a.pcap2} before {@code a.pcap10}, which letter by letter comes first. Other names: letter by letter. */
final class NumberedNames implements Comparator<Path> {
    private static final Pattern PARTS = Pattern.compile("[0-9]+|[^0-9]+");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");

    @Override
    public int compare(Path left, Path right) {
        final Iterator<String> parts = parts(left);
        final Iterator<String> others = parts(right);
        while (parts.hasNext() && others.hasNext()) {
            final int order = comparePart(parts.next(), others.next());
            if (order != 0) {
                return order;
            }
        }
        final int shorter = Boolean.compare(parts.hasNext(), others.hasNext());
        return shorter != 0 ? shorter : left.compareTo(right);
    }

    private static Iterator<String> parts(Path file) {
        return PARTS.matcher(file.getFileName().toString()).results().map(MatchResult::group).iterator();
    }

    private static int comparePart(String part, String other) {
        if (!isNumber(part) || !isNumber(other)) {
            return part.compareTo(other);
        }
        final String digits = LEADING_ZEROS.matcher(part).replaceFirst("");
        final String otherDigits = LEADING_ZEROS.matcher(other).replaceFirst("");
        final int longer = Integer.compare(digits.length(), otherDigits.length());
        return longer != 0 ? longer : digits.compareTo(otherDigits);
    }

    private static boolean isNumber(String part) {
        final char first = part.charAt(0);
        return first >= '0' && first <= '9';
    }
}
