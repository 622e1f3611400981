package flowc.compiler.analysis;

import flowc.compiler.filter.ast.Place;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import java.util.Optional;

/** The text of a filter, and where in the tracker's file each of its characters stands: escapes take two there, holes any number. */
final class FilterText {
    private final Source source;
    private final StringBuilder value = new StringBuilder();

    /** Position of character i and, one more, of the end. */
    private int[] positions = new int[64];

    private FilterText(Source source) {
        this.source = source;
    }

    static FilterText of(Expression.TextLiteral literal) {
        final FilterText text = new FilterText(literal.span().source());
        text.addWritten(literal.span().start() + 1, literal.span().end() - 1);
        text.position(literal.span().end() - 1);
        return text;
    }

    /** With something plausible in the holes; empty where nobody knows what that is. */
    static Optional<FilterText> of(Expression.Template template, Typing typing) {
        final FilterText text = new FilterText(template.span().source());
        for (Expression.TemplatePart part : template.parts()) {
            switch (part) {
                case Expression.TemplatePart.Text written -> text.addWritten(written.span().start(), written.span().end());
                case Expression.TemplatePart.Hole hole -> {
                    final String sample = hole.format().isEmpty() ? sample(typing.type(hole.value())) : null;
                    if (sample == null) {
                        return Optional.empty();
                    }
                    text.addSample(sample, hole.span().start());
                }
            }
        }
        text.position(template.span().end() - 1);
        return Optional.of(text);
    }

    private static String sample(Type type) {
        return switch (type) {
            case Type.Integer _ -> "1";
            case Type.Maybe maybe -> sample(maybe.inner());
            case Type.Simple simple -> switch (simple) {
                case IP, IP4 -> "192.0.2.1";
                case IP6 -> "2001:db8::1";
                case MAC -> "02:00:00:00:00:01";
                default -> null;
            };
            case null, default -> null;
        };
    }

    private void addWritten(int start, int end) {
        final String written = source.text();
        for (int at = start; at < end; at++) {
            position(at);
            final boolean escaped = written.charAt(at) == '\\' && at + 1 < end;
            final char plain = escaped ? written.charAt(++at) : written.charAt(at);
            value.append(!escaped ? plain : plain == 'n' ? '\n' : plain == 't' ? '\t' : plain);
        }
    }

    private void addSample(String sample, int at) {
        for (int i = 0; i < sample.length(); i++) {
            position(at);
            value.append(sample.charAt(i));
        }
    }

    private void position(int at) {
        if (value.length() == positions.length) {
            positions = java.util.Arrays.copyOf(positions, 2 * positions.length);
        }
        positions[value.length()] = at;
    }

    String value() {
        return value.toString();
    }

    /** Where {@code place} of the value stands in the file; at least one character, so that it can be shown. */
    Span span(Place place) {
        final int start = Math.clamp(place.start(), 0, value.length());
        final int end = Math.clamp(place.end(), start, value.length());
        return new Span(source, positions[start], Math.max(positions[start] + 1, positions[end]));
    }
}
