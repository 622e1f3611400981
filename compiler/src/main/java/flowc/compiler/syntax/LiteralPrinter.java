package flowc.compiler.syntax;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.AddressKind;
import flowc.compiler.syntax.ast.Expression.TemplatePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints literals in one spelling each. */
final class LiteralPrinter {
    private record Unit(String name, long factor) {}

    private static final List<Unit> DURATIONS = List.of(new Unit("d", 86_400_000_000_000L), new Unit("h", 3_600_000_000_000L),
            new Unit("min", 60_000_000_000L), new Unit("s", 1_000_000_000L), new Unit("ms", 1_000_000L), new Unit("us", 1_000L), new Unit("ns", 1L));
    private static final List<Unit> SIZES = List.of(new Unit(" TiB", 1L << 40), new Unit(" GiB", 1L << 30), new Unit(" MiB", 1L << 20),
            new Unit(" KiB", 1L << 10), new Unit(" B", 1L));

    private LiteralPrinter() {}

    static String print(Expression literal) {
        return switch (literal) {
            case Expression.IntegerLiteral e -> e.value().toString();
            case Expression.FloatLiteral e -> Double.toString(e.value());
            case Expression.DurationLiteral e -> quantity(e.nanos(), DURATIONS);
            case Expression.SizeLiteral e -> quantity(e.bytes(), SIZES);
            case Expression.BooleanLiteral e -> Boolean.toString(e.value());
            case Expression.TextLiteral e -> text(e.value());
            case Expression.Template e -> template(e);
            case Expression.AddressLiteral e -> address(e.kind(), e.high(), e.low());
            case Expression.NetworkLiteral e -> address(e.kind(), e.high(), e.low()) + "/" + e.prefixLength();
            default -> throw new CompilerBug("not a literal: " + literal.getClass().getSimpleName());
        };
    }

    private static String quantity(long value, List<Unit> units) {
        final Unit unit = units.stream().filter(u -> value != 0 && value % u.factor() == 0).findFirst().orElse(units.getLast());
        return value / unit.factor() + unit.name();
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
