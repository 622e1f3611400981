package flowc.compiler.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what a compilation has to say, in order of reporting; what was said once is not said again. One thread. */
public final class Diagnostics {
    private final List<Diagnostic> all = new ArrayList<>();

    public Diagnostic error(Code code, Span span, String format, Object... arguments) {
        return add(Diagnostic.Severity.ERROR, code, span, format, arguments);
    }

    public Diagnostic warning(Code code, Span span, String format, Object... arguments) {
        return add(Diagnostic.Severity.WARNING, code, span, format, arguments);
    }

    private Diagnostic add(Diagnostic.Severity severity, Code code, Span span, String format, Object... arguments) {
        final Diagnostic diagnostic = new Diagnostic(severity, code, span, String.format(Locale.ROOT, format, arguments));
        final boolean said = all.stream().anyMatch(d -> d.code() == code && d.span().equals(span) && d.message().equals(diagnostic.message()));
        if (!said) {
            all.add(diagnostic);
        }
        return diagnostic;
    }

    /** Also what {@code others} has to say. */
    public void addAll(Diagnostics others) {
        others.all.stream().filter(d -> !all.contains(d)).forEach(all::add);
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
    }

    public List<Diagnostic> all() {
        return List.copyOf(all);
    }
}
