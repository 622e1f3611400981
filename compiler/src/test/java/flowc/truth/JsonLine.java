package flowc.truth;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The members of one record of flowc's output, those of objects in it among them. Enough for records whose member names are unique. */
final class JsonLine {
    private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z0-9_]+)\":(?:\"([^\"]*)\"|([^,{}\\[\\]]+))");

    private final Map<String, String> members = new HashMap<>();

    JsonLine(String line) {
        final Matcher matcher = MEMBER.matcher(line);
        while (matcher.find()) {
            members.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
    }

    boolean is(String record) {
        return record.equals(members.get("record"));
    }

    /** {@code null} is "null". */
    String text(String name) {
        final String value = members.get(name);
        if (value == null) {
            throw new AssertionError("record has no '" + name + "': " + members);
        }
        return value;
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    boolean has(String name) {
        return !members.getOrDefault(name, "null").equals("null");
    }

    /** 0 without one. */
    int port(String name) {
        return has(name) ? (int) number(name) : 0;
    }
}
