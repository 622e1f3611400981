package flowc.compiler.source;

import flowc.runtime.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The source lines of a span with marks below them: all lines of a short span, the first and last of a long one. */
final class Excerpt {
    private static final int TAB = 4;
    private static final int MAX_LINES = 4;

    /** Characters of a line that are shown; a longer line is cut around the span. */
    private static final int MAX_WIDTH = 200;

    /** A line of source, with its number, or a line of marks, without. */
    record Line(Optional<Integer> number, String text) {
        static Line marks(String text) {
            return new Line(Optional.empty(), text);
        }
    }

    private Excerpt() {}

    static List<Line> of(Span span, char mark) {
        final int first = span.line();
        final int last = lastLine(span);
        final List<Line> lines = new ArrayList<>();
        lines.add(Line.marks(""));
        for (int line = first; line <= last; line++) {
            final boolean cut = last - first >= MAX_LINES && line > first && line < last;
            if (!cut) {
                line(span, line, mark, lines);
            } else if (line == first + 1) {
                lines.add(Line.marks("..."));
            }
        }
        return lines;
    }

    /** The line of the span's last character; a span that ends behind a line feed ends in the line before. */
    static int lastLine(Span span) {
        return span.source().line(Math.max(span.start(), span.end() - 1));
    }

    private static void line(Span span, int number, char mark, List<Line> lines) {
        final String text = span.source().lineText(number);
        final int from = number == span.line() ? Math.min(span.column() - 1, text.length()) : indent(text);
        final int to = number == lastLine(span) ? Math.min(endColumn(span, number), text.length()) : text.length();
        final int start = Math.max(0, Math.min(from - MAX_WIDTH / 4, text.length() - MAX_WIDTH));
        final int end = Math.min(text.length(), start + MAX_WIDTH);
        final String head = (start > 0 ? "…" : "") + shown(text.substring(start, from));
        final String marked = shown(text.substring(from, Math.clamp(to, from, Math.max(from, end))));
        final String tail = to < end ? shown(text.substring(Math.max(from, to), end)) : "";
        lines.add(new Line(Optional.of(number), (head + marked + tail + (end < text.length() ? "…" : "")).stripTrailing()));
        if (number == span.line() || !marked.isEmpty()) {
            lines.add(Line.marks(" ".repeat(Columns.width(head)) + String.valueOf(mark).repeat(Math.max(1, Columns.width(marked)))));
        }
    }

    /** 0-based column behind the span's last character in its last line. */
    private static int endColumn(Span span, int line) {
        return line == span.line() ? span.column() - 1 + span.end() - span.start() : span.source().column(span.end() - 1);
    }

    private static int indent(String text) {
        int indent = 0;
        while (indent < text.length() && Character.isWhitespace(text.charAt(indent))) {
            indent++;
        }
        return indent;
    }

    private static String shown(String text) {
        return PlainText.of(text.replace("\t", " ".repeat(TAB)));
    }
}
