package flowc.compiler.source;

/** A half-open range of characters {@code [start, end)} of one {@link Source}. */
public record Span(Source source, int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("0 <= start <= end: start=" + start + " end=" + end);
        }
    }

    /** The smallest span that covers this one and {@code last}, which must be of the same source. */
    public Span to(Span last) {
        return new Span(source, Math.min(start, last.start), Math.max(end, last.end));
    }

    /** 1-based line of the first character. */
    public int line() {
        return source.line(start);
    }

    /** 1-based column, in UTF-16 units, of the first character. */
    public int column() {
        return source.column(start);
    }

    /** What heads a block: up to the first brace or line end. */
    public Span head() {
        final String text = text();
        int length = 0;
        while (length < text.length() && text.charAt(length) != '{' && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
            length++;
        }
        return new Span(source, start, start + Math.max(1, text.substring(0, length).stripTrailing().length()));
    }

    public String text() {
        return source.text().substring(start, end);
    }
}
