package flowc.runtime.export;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of a hole in a print line, {@code [[fill]align][0][width][,][.precision][type]}: {@code .2}, {@code >12}, {@code 08x}, {@code ,}, {@code *^20}.
 *
 * @param precision digits after the point, -1 when not given
 * @param type one of {@code d f e x X b % h B}, 0 when not given; {@code h} is human (1.2M), {@code B} bytes (1.2 MiB)
 */
public record FormatSpec(Padding padding, boolean grouped, int precision, char type) {
    /** The format of {@code {value}}. */
    public static final FormatSpec NONE = new FormatSpec(Padding.NONE, false, -1, '\0');

    private static final String TYPES = "dfexXb%hB";
    private static final int WIDTH_LIMIT = 200;
    private static final int PRECISION_LIMIT = 30;
    private static final Pattern GRAMMAR = Pattern.compile("(?:(?<fill>.)?(?<align>[<>^]))?(?<zero>0)?(?<width>[0-9]{1,4})?(?<comma>,)?(?:\\.(?<precision>[0-9]{1,4}))?(?<type>[^.,0-9])?",
            Pattern.DOTALL);

    /** @throws IllegalArgumentException with a message for the user when {@code text} is no format */
    public static FormatSpec parse(String text) {
        final Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a format is [[fill]<>^][0][width][,][.precision][type], but this is '" + text + "'");
        }
        final String fill = matcher.group("fill");
        final String align = matcher.group("align");
        final String type = matcher.group("type");
        final Padding padding = new Padding(fill == null ? ' ' : fill.codePointAt(0), align == null ? '\0' : align.charAt(0),
                matcher.group("zero") != null, number(matcher.group("width"), 0));
        final FormatSpec spec = new FormatSpec(padding, matcher.group("comma") != null, number(matcher.group("precision"), -1), type == null ? '\0' : letter(type));
        spec.validate();
        return spec;
    }

    private static int number(String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static char letter(String type) {
        if (type.length() != 1 || TYPES.indexOf(type.charAt(0)) < 0) {
            throw new IllegalArgumentException("a format ends in one of d f e x X b % h B, not in '" + type + "'");
        }
        return type.charAt(0);
    }

    private void validate() {
        if (padding.width() > WIDTH_LIMIT) {
            throw new IllegalArgumentException("a width is at most " + WIDTH_LIMIT + ", not " + padding.width());
        }
        if (precision > PRECISION_LIMIT) {
            throw new IllegalArgumentException("a precision is at most " + PRECISION_LIMIT + ", not " + precision);
        }
        if (precision >= 0 && "dxXb".indexOf(type) >= 0) {
            throw new IllegalArgumentException("'" + type + "' shows an integer and takes no precision");
        }
        if (padding.zeros() && padding.align() != '\0') {
            throw new IllegalArgumentException("zeros pad a number on its left: give an alignment or '0', not both");
        }
        if (grouped && "exXbhB".indexOf(type) >= 0) {
            throw new IllegalArgumentException("',' does not go with '" + type + "'");
        }
    }

    /** Whether a value of {@code fieldType} can be shown so. */
    public boolean fits(FieldType fieldType) {
        return misfit(fieldType) == null;
    }

    /** Why a value of {@code fieldType} cannot be shown so, as a message for the user; null when it can. */
    public String misfit(FieldType fieldType) {
        return switch (fieldType) {
            case FieldType.Maybe(FieldType inner) -> misfit(inner);
            case FieldType.Unsigned _, FieldType.Signed _ -> null;
            case FieldType.Float64 _, FieldType.Duration _ -> showsInteger() ? "'" + type + "' shows integers, and this value is not one" : null;
            case FieldType.Enumeration _ -> showsInteger() || !isNumeric() ? null : onlyNumbers();
            case FieldType.Rows _ -> equals(NONE) ? null : "a table takes no format";
            case FieldType.Bool _, FieldType.Time _, FieldType.Mac _, FieldType.Ip4 _, FieldType.Ip6 _, FieldType.Ip _, FieldType.Endpoint _, FieldType.Bytes _,
                    FieldType.Struct _, FieldType.Key _, FieldType.Unordered _, FieldType.Range _ -> isNumeric() ? onlyNumbers() : null;
        };
    }

    private String onlyNumbers() {
        final String part = type != '\0' ? "'" + type + "'" : precision >= 0 ? "a precision" : grouped ? "','" : "padding with zeros";
        return part + " shows numbers, and this value is not one";
    }

    private boolean showsInteger() {
        return type != '\0' && "dxXb".indexOf(type) >= 0;
    }

    /** Whether anything is asked for that only numbers have. */
    boolean isNumeric() {
        return type != '\0' || precision >= 0 || grouped || padding.zeros();
    }
}
