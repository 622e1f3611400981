package flowc.compiler.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Writes diagnostics for tools: one JSON object a line with {@code severity}, {@code code}, {@code file}, {@code line},
 * {@code column}, {@code endLine}, {@code endColumn} (1-based, UTF-16 units, the end exclusive), {@code message},
 * {@code notes} (each with a place and a message) and {@code hint} (null without one).
 */
public final class DiagnosticJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private DiagnosticJson() {}

    /** One line, without a line feed. */
    public static String write(Diagnostic diagnostic) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("code", diagnostic.code().id());
            place(json, diagnostic.span());
            json.writeStringField("message", diagnostic.message());
            json.writeArrayFieldStart("notes");
            for (final Diagnostic.Note note : diagnostic.notes()) {
                json.writeStartObject();
                place(json, note.span());
                json.writeStringField("message", note.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("hint", diagnostic.hint().isEmpty() ? null : diagnostic.hint());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void place(JsonGenerator json, Span span) throws IOException {
        json.writeStringField("file", span.source().name());
        json.writeNumberField("line", span.line());
        json.writeNumberField("column", span.column());
        json.writeNumberField("endLine", span.source().line(span.end()));
        json.writeNumberField("endColumn", span.source().column(span.end()));
    }
}
