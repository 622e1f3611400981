package flowc.compiler.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One message to the user: what, where, and what to do. Notes and the hint are added right after it was reported. */
public final class Diagnostic {
    public enum Severity { ERROR, WARNING }

    /** A further place that explains the message. */
    public record Note(Span span, String message) {}

    private final Severity severity;
    private final Code code;
    private final Span span;
    private final String message;
    private final List<Note> notes = new ArrayList<>();
    private String hint = "";

    Diagnostic(Severity severity, Code code, Span span, String message) {
        this.severity = severity;
        this.code = code;
        this.span = span;
        this.message = message;
    }

    public Diagnostic note(Span place, String format, Object... arguments) {
        notes.add(new Note(place, String.format(Locale.ROOT, format, arguments)));
        return this;
    }

    /** What to do; an empty text adds nothing. */
    public Diagnostic hint(String format, Object... arguments) {
        hint = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
        return this;
    }

    public Severity severity() {
        return severity;
    }

    public Code code() {
        return code;
    }

    public Span span() {
        return span;
    }

    public String message() {
        return message;
    }

    public List<Note> notes() {
        return List.copyOf(notes);
    }

    public String hint() {
        return hint;
    }
}
