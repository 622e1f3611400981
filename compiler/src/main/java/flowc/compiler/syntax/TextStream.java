package flowc.compiler.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** A text for a lexer, one UTF-16 unit a symbol, so that token offsets are offsets of {@link flowc.compiler.source.Span}. */
public final class TextStream implements CharStream {
    private final String name;
    private final String text;
    private int position;

    public TextStream(String name, String text) {
        this.name = name;
        this.text = text;
    }

    @Override
    public String getText(Interval interval) {
        final int end = Math.min(interval.b + 1, text.length());
        return interval.a >= end ? "" : text.substring(interval.a, end);
    }

    @Override
    public void consume() {
        if (position >= text.length()) {
            throw new IllegalStateException("cannot consume EOF");
        }
        position++;
    }

    @Override
    public int LA(int offset) {
        if (offset == 0) {
            return 0;
        }
        final int wanted = position + (offset < 0 ? offset : offset - 1);
        return wanted < 0 || wanted >= text.length() ? IntStream.EOF : text.charAt(wanted);
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // The whole text stays in memory, so a mark needs nothing.
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = index;
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return name;
    }
}
