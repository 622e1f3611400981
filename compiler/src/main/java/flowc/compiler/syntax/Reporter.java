package flowc.compiler.syntax;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Span;
import java.util.HashSet;
import java.util.Set;

/**
 * Reports syntax errors without follow-up noise: where the text could not be read, one error a line; none from the place on
 * where all may be the noise of an earlier one; and no more than {@value #MAX_ERRORS}, since then the file is no Flow at all: then the next says so.
 */
final class Reporter {
    private static final int MAX_ERRORS = 99;

    private final Diagnostics diagnostics;
    private final Diagnostics discarded = new Diagnostics();
    private final Set<Integer> unreadLines = new HashSet<>();
    private int silentFrom = Integer.MAX_VALUE;
    private int count;

    Reporter(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** From this character offset on, what is reported is noise that an earlier error makes. */
    void silenceFrom(int offset) {
        silentFrom = Math.min(silentFrom, offset);
    }

    /** Text that could not be read, and that is left out of the tree. */
    Diagnostic unread(Code code, Span span, String format, Object... arguments) {
        final boolean noise = span.start() >= silentFrom || !unreadLines.add(span.line());
        return report(noise, code, span, format, arguments);
    }

    /** Text that was read, and is wrong. */
    Diagnostic error(Code code, Span span, String format, Object... arguments) {
        final boolean noise = span.start() >= silentFrom || unreadLines.contains(span.line());
        return report(noise, code, span, format, arguments);
    }

    /** An error that explains others, and is never noise itself. */
    Diagnostic always(Code code, Span span, String format, Object... arguments) {
        unreadLines.add(span.line());
        return diagnostics.error(code, span, format, arguments);
    }

    private Diagnostic report(boolean noise, Code code, Span span, String format, Object... arguments) {
        if (!noise && count++ == MAX_ERRORS) {
            diagnostics.error(code, span, "here and elsewhere are more errors than these %d, which are not told", MAX_ERRORS);
        }
        return (noise || count > MAX_ERRORS ? discarded : diagnostics).error(code, span, format, arguments);
    }
}
