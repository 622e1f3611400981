package flowc.compiler.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what a compilation has to say, in order of reporting; what was said once is not said again. One thread. */
public final class Diagnostics {
    private final List<Diagnostic> all = new ArrayList<>();
    private final Set<Said> said = new HashSet<>();
    private boolean hasErrors;

    /** What makes two diagnostics one. */
    private record Said(Code code, Span span, String message) {}

    public Diagnostic error(Code code, Span span, String format, Object... arguments) {
        return add(Diagnostic.Severity.ERROR, code, span, format, arguments);
    }

    public Diagnostic warning(Code code, Span span, String format, Object... arguments) {
        return add(Diagnostic.Severity.WARNING, code, span, format, arguments);
    }

    private Diagnostic add(Diagnostic.Severity severity, Code code, Span span, String format, Object... arguments) {
        final Diagnostic diagnostic = new Diagnostic(severity, code, span, String.format(Locale.ROOT, format, arguments));
        add(diagnostic);
        return diagnostic;
    }

    private void add(Diagnostic diagnostic) {
        if (said.add(new Said(diagnostic.code(), diagnostic.span(), diagnostic.message()))) {
            all.add(diagnostic);
            hasErrors |= diagnostic.severity() == Diagnostic.Severity.ERROR;
        }
    }

    /** Also what {@code others} has to say. */
    public void addAll(Diagnostics others) {
        others.all.forEach(this::add);
    }

    public boolean hasErrors() {
        return hasErrors;
    }

    public List<Diagnostic> all() {
        return List.copyOf(all);
    }
}
