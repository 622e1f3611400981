package flowc.compiler.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes diagnostics for tools: one JSON object a line with {@code severity}, {@code code}, {@code file}, {@code line},
 * {@code column}, {@code endLine}, {@code endColumn} (1-based, UTF-16 units, the end exclusive), {@code message},
 * {@code notes} (each with a place and a message) and {@code hint} (null without one). {@code code} is null where there is no text to find mistakes in.
 */
public final class DiagnosticJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private DiagnosticJson() {}

    /** One line, without a line feed. */
    public static String write(Diagnostic diagnostic) {
        return object(json -> {
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
        });
    }

    /** One line, without a line feed, about a file whose text could not be read: an error without a code, at the file's beginning. {@code hint} may be empty. */
    public static String unreadable(String file, String message, String hint) {
        return object(json -> {
            json.writeStringField("severity", Diagnostic.Severity.ERROR.name().toLowerCase(Locale.ROOT));
            json.writeStringField("code", null);
            json.writeStringField("file", file);
            for (final String place : List.of("line", "column", "endLine", "endColumn")) {
                json.writeNumberField(place, 1);
            }
            json.writeStringField("message", message);
            json.writeArrayFieldStart("notes");
            json.writeEndArray();
            json.writeStringField("hint", hint.isEmpty() ? null : hint);
        });
    }

    /** Writes the fields of an object. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Fields fields) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
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
