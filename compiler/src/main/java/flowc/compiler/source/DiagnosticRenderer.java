package flowc.compiler.source;

import flowc.runtime.text.PlainText;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Renders diagnostics for people, in rustc's manner:
 * <pre>
 * error[F0202]: header 'ip' has no field 'dscq'
 *   --> ttl.flow:9:14
 *    |
 *  9 |     let t = ip.dscq
 *    |                ^^^^
 *   = help: did you mean 'dscp'?
 * </pre>
 * Notes follow with their own line, underlined with dashes.
 */
public final class DiagnosticRenderer {
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";
    private static final String BLUE = "\u001b[1;34m";
    private static final String CYAN = "\u001b[1;36m";

    /** Diagnostics of one severity that are shown in full: nobody reads more before mending some. */
    private static final int MOST = 100;

    private final boolean colour;

    public DiagnosticRenderer(boolean colour) {
        this.colour = colour;
    }

    /**
     * The first {@value #MOST} errors and as many warnings, each ended by an empty line, those of one file in the order of their places; and how many
     * more there are.
     */
    public String render(List<Diagnostic> diagnostics) {
        final List<Source> files = diagnostics.stream().map(d -> d.span().source()).distinct().toList();
        final Comparator<Diagnostic> byFile = Comparator.comparingInt(d -> files.indexOf(d.span().source()));
        final Map<Diagnostic.Severity, Integer> counts = new EnumMap<>(Diagnostic.Severity.class);
        final StringBuilder text = new StringBuilder();
        diagnostics.stream().sorted(byFile.thenComparingInt(d -> d.span().start())).filter(d -> counts.merge(d.severity(), 1, Integer::sum) <= MOST)
                .forEach(d -> text.append(render(d)).append('\n'));
        counts.values().removeIf(count -> count <= MOST);
        counts.forEach((severity, count) -> text.append("and ").append(count - MOST).append(" more ").append(name(severity)).append(count == MOST + 1 ? "\n" : "s\n"));
        return text.toString();
    }

    private static String name(Diagnostic.Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** One diagnostic, several lines, each ended by a line feed. */
    public String render(Diagnostic diagnostic) {
        final boolean isError = diagnostic.severity() == Diagnostic.Severity.ERROR;
        final String severity = isError ? RED : YELLOW;
        final int gutter = gutter(diagnostic);
        final StringBuilder text = new StringBuilder();
        text.append(paint(severity, name(diagnostic.severity()) + "[" + diagnostic.code().id() + "]"))
                .append(paint(BOLD, ": " + words(diagnostic.message()))).append('\n');
        text.append(" ".repeat(gutter)).append(paint(BLUE, "--> ")).append(place(diagnostic.span())).append('\n');
        Excerpt.of(diagnostic.span(), '^').forEach(line -> append(text, line, gutter, severity));
        for (final Diagnostic.Note note : diagnostic.notes()) {
            text.append(paint(BLUE, " ".repeat(gutter) + "::: ")).append(place(note.span())).append(": ");
            text.append(words(note.message())).append('\n');
            Excerpt.of(note.span(), '-').forEach(line -> append(text, line, gutter, BLUE));
        }
        if (!diagnostic.hint().isEmpty()) {
            text.append(paint(BLUE, " ".repeat(gutter) + " = ")).append(paint(CYAN, "help: ")).append(words(diagnostic.hint())).append('\n');
        }
        return text.toString();
    }

    private void append(StringBuilder text, Excerpt.Line line, int gutter, String markColour) {
        final String number = line.number().map(String::valueOf).orElse("");
        text.append(paint(BLUE, " ".repeat(gutter - number.length()) + number + " |"));
        final String content = line.number().isPresent() ? line.text() : paint(markColour, line.text());
        text.append(content.isEmpty() ? "" : " " + content).append('\n');
    }

    /** The width of the widest line number shown. */
    private static int gutter(Diagnostic diagnostic) {
        int last = Excerpt.lastLine(diagnostic.span());
        for (final Diagnostic.Note note : diagnostic.notes()) {
            last = Math.max(last, Excerpt.lastLine(note.span()));
        }
        return String.valueOf(last).length() + 1;
    }

    private static String place(Span span) {
        return PlainText.of(span.source().name()) + ":" + span.line() + ":" + span.column();
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? code + text + RESET : text;
    }

    /** A message has names and literals as they were written. */
    private static String words(String message) {
        return PlainText.of(LongWords.cut(message));
    }
}
