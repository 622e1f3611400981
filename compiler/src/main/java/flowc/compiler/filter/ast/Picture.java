package flowc.compiler.filter.ast;

import flowc.runtime.text.PlainText;

/** An error or note as text: its line of the expression, shortened around the place, and carets under it. */
final class Picture {
    private static final int WIDTH = 100;
    private static final String CUT = "…";

    private Picture() {}

    /** {@code title} is the first line; {@code hint} may be empty. */
    static String of(String title, Place place, String hint, String expression) {
        final int start = Math.clamp(place.start(), 0, expression.length());
        final int end = Math.clamp(place.end(), start, expression.length());
        final int lineStart = expression.lastIndexOf('\n', start - 1) + 1;
        final int lineBreak = expression.indexOf('\n', start);
        final int lineEnd = lineBreak < 0 ? expression.length() : lineBreak;
        final int from = lineEnd - lineStart <= WIDTH ? lineStart : Math.max(lineStart, Math.min(start - WIDTH / 2, lineEnd - WIDTH));
        final int to = Math.min(lineEnd, from + WIDTH);
        final String before = from > lineStart ? CUT : "";
        final String carets = "^".repeat(Math.max(1, Math.min(end, to) - start));
        return title
                + "\n  " + before + plain(expression.substring(from, to)) + (to < lineEnd ? CUT : "")
                + "\n  " + " ".repeat(before.length() + start - from) + carets
                + (hint.isEmpty() ? "" : "\n  help: " + hint);
    }

    /** One column a character: carets stand under what they mean, and no control character reaches a terminal. */
    private static String plain(String text) {
        return PlainText.of(text.replace('\t', ' '));
    }
}
