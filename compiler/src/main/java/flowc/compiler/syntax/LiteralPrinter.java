package flowc.compiler.syntax;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.AddressKind;
import flowc.compiler.syntax.ast.Expression.TemplatePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints literals in one spelling each. */
final class LiteralPrinter {
    private LiteralPrinter() {}

    static String print(Expression literal) {
        return switch (literal) {
            case Expression.IntegerLiteral e -> e.value().toString();
            case Expression.FloatLiteral e -> Double.toString(e.value());
            case Expression.DurationLiteral e -> quantity(e.nanos(), Units.DURATIONS, "");
            case Expression.SizeLiteral e -> quantity(e.bytes(), Units.SIZES, " ");
            case Expression.BooleanLiteral e -> Boolean.toString(e.value());
            case Expression.TextLiteral e -> text(e.value());
            case Expression.Template e -> template(e);
            case Expression.AddressLiteral e -> address(e.kind(), e.high(), e.low());
            case Expression.NetworkLiteral e -> address(e.kind(), e.high(), e.low()) + "/" + e.prefixLength();
            default -> throw new CompilerBug("not a literal: " + literal.getClass().getSimpleName());
        };
    }

    /** In the largest unit of which it is a whole number; zero is one of the smallest. */
    private static String quantity(long value, Map<String, Long> units, String blank) {
        final Map.Entry<String, Long> unit = units.entrySet().stream().filter(u -> value == 0 ? u.getValue() == 1 : value % u.getValue() == 0).max(Map.Entry.comparingByValue()).orElseThrow();
        return value / unit.getValue() + blank + unit.getKey();
    }

    static String text(String value) {
        return '"' + escaped(value) + '"';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\"", "\\\"")
                .replace("{", "\\{").replace("}", "\\}");
    }

    private static String template(Expression.Template template) {
        final StringBuilder text = new StringBuilder("\"");
        for (final TemplatePart part : template.parts()) {
            switch (part) {
                case TemplatePart.Text t -> text.append(escaped(t.text()));
                // A blank keeps the colon out of an address.
                case TemplatePart.Hole h -> text.append('{').append(ExpressionPrinter.print(h.value()))
                        .append(h.format().isEmpty() ? "" : h.value() instanceof Expression.AddressLiteral ? " :" : ":").append(h.format()).append('}');
            }
        }
        return text.append('"').toString();
    }

    private static String address(AddressKind kind, long high, long low) {
        return switch (kind) {
            case IP4 -> String.format(Locale.ROOT, "%d.%d.%d.%d", low >>> 24 & 0xff, low >>> 16 & 0xff, low >>> 8 & 0xff, low & 0xff);
            case MAC -> String.format(Locale.ROOT, "%012x", low).replaceAll("(..)(?!$)", "$1:");
            case IP6 -> ip6(high, low);
        };
    }

    /** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes "::". */
    private static String ip6(long high, long low) {
        final List<String> groups = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            groups.add(Long.toHexString((i < 4 ? high : low) >>> 48 - 16 * (i % 4) & 0xffff));
        }
        int bestStart = 0;
        int bestLength = 1;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            length = groups.get(i).equals("0") ? length + 1 : 0;
            if (length > bestLength) {
                bestStart = i - length + 1;
                bestLength = length;
            }
        }
        if (bestLength < 2) {
            return String.join(":", groups);
        }
        return String.join(":", groups.subList(0, bestStart)) + "::" + String.join(":", groups.subList(bestStart + bestLength, 8));
    }
}
