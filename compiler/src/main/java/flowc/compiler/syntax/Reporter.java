package flowc.compiler.syntax;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Span;
import java.util.HashSet;
import java.util.Set;

/** Reports syntax errors, one a line, and none after the place from which on everything may be follow-up noise. */
final class Reporter {
    private final Diagnostics diagnostics;
    private final Diagnostics discarded = new Diagnostics();
    private final Set<Integer> linesWithErrors = new HashSet<>();
    private int silentFrom = Integer.MAX_VALUE;

    Reporter(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** From this character offset on, what is reported is noise that an earlier error makes. */
    void silenceFrom(int offset) {
        silentFrom = Math.min(silentFrom, offset);
    }

    Diagnostic error(Code code, Span span, String format, Object... arguments) {
        final boolean noise = span.start() >= silentFrom || !linesWithErrors.add(span.line());
        return (noise ? discarded : diagnostics).error(code, span, format, arguments);
    }

    /** For errors that explain others: never suppressed. */
    Diagnostic always(Code code, Span span, String format, Object... arguments) {
        linesWithErrors.add(span.line());
        return diagnostics.error(code, span, format, arguments);
    }
}
