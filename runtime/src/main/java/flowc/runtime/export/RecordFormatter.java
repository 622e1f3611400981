package flowc.runtime.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.util.List;

/** Writes raw records as lines. The formatter thread only. */
final class RecordFormatter {
    private static final SerializableString RECORD = new SerializedString("record");
    private static final SerializableString TIME = new SerializedString("time");
    private static final SerializableString TEXT = new SerializedString("text");
    private static final SerializableString PRINT = new SerializedString("print");

    /** Writes one template's record without the line's end. */
    @FunctionalInterface
    private interface Line {
        void write(long record) throws IOException;
    }

    private final OutputPage page;
    private final JsonOutput json;
    private final Line[] lines;

    RecordFormatter(List<RecordTemplate> templates, OutputOptions.Format format, OutputPage page) throws IOException {
        this.page = page;
        this.json = new JsonOutput(page);
        this.lines = new Line[templates.size()];
        for (final RecordTemplate template : templates) {
            lines[template.id()] = switch (template.kind()) {
                case EMIT -> emit(template);
                case PRINT -> print(PrintLine.of(template), format);
            };
        }
    }

    /** Writes the record at {@code record} and the end of its line. */
    void write(long record) throws IOException {
        lines[(int) Memory.u32(record + RecordLayout.TEMPLATE_OFFSET)].write(record);
        page.text().put('\n');
        page.endRecord();
    }

    private Line emit(RecordTemplate template) {
        final SerializableString name = JsonValues.quoted(template.name());
        final JsonMembers.Member[] members = JsonMembers.ofStruct(template.fields()).toArray(JsonMembers.Member[]::new);
        return record -> {
            final JsonGenerator generator = json.generator();
            generator.writeStartObject();
            generator.writeFieldName(RECORD);
            generator.writeString(name);
            generator.writeFieldName(TIME);
            JsonValues.time(json, Memory.i64(record + RecordLayout.TIME_OFFSET));
            for (final JsonMembers.Member member : members) {
                member.write(json, record, record);
            }
            generator.writeEndObject();
            generator.flush();
        };
    }

    private Line print(PrintLine line, OutputOptions.Format format) {
        return switch (format) {
            case TEXT -> record -> line.write(page.text(), record);
            case JSON -> record -> {
                final JsonGenerator generator = json.generator();
                generator.writeStartObject();
                generator.writeFieldName(RECORD);
                generator.writeString(PRINT);
                generator.writeFieldName(TEXT);
                line.write(json.scratch(), record);
                json.escapedString();
                generator.writeEndObject();
                generator.flush();
            };
        };
    }
}
