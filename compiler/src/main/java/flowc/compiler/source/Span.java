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

    public String text() {
        return source.text().substring(start, end);
    }
}
