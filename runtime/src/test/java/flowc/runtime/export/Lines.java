package flowc.runtime.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongConsumer;

/** Formats single records through the whole way from sink to stream. */
final class Lines {
    static final long TIME = 1_795_255_200_000_000_001L;

    private Lines() {}

    /** The line of {@code emit r { v: type }} without its end. */
    static String emit(FieldType type, LongConsumer fill) {
        final RecordTemplate template = emitTemplate(List.of(new FieldType.Field("v", type, (int) RecordLayout.FIELDS_OFFSET)));
        return format(template, OutputOptions.Format.TEXT, RecordLayout.FIELDS_OFFSET + type.bytes(), record -> fill.accept(record + RecordLayout.FIELDS_OFFSET));
    }

    /** Only the JSON of {@code v} in {@link #emit}. */
    static String json(FieldType type, LongConsumer fill) {
        final String line = emit(type, fill);
        return line.substring(line.indexOf("\"v\":") + 4, line.length() - 1);
    }

    /** The line of {@code print "{v:format}"}. */
    static String print(FieldType type, String format, LongConsumer fill) {
        final FieldType.Field field = new FieldType.Field("v", type, (int) RecordLayout.FIELDS_OFFSET);
        final RecordTemplate template = printTemplate(List.of(field), List.of(new RecordTemplate.PrintPart.Hole(0, format)));
        return format(template, OutputOptions.Format.TEXT, RecordLayout.FIELDS_OFFSET + type.bytes(), record -> fill.accept(record + RecordLayout.FIELDS_OFFSET));
    }

    static RecordTemplate emitTemplate(List<FieldType.Field> fields) {
        return new RecordTemplate(0, 0, null, RecordTemplate.Kind.EMIT, "r", fields, List.of());
    }

    static RecordTemplate printTemplate(List<FieldType.Field> fields, List<RecordTemplate.PrintPart> parts) {
        return new RecordTemplate(0, -1, null, RecordTemplate.Kind.PRINT, "print", fields, parts);
    }

    static String format(RecordTemplate template, OutputOptions.Format format, long length, LongConsumer fill) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final OutputOptions options = OutputOptions.of(format).withSizes(OutputOptions.Sizes.DEFAULT.withLargestRecord(length));
        try (RecordOutput output = RecordOutput.open(out, List.of(template), options)) {
            final ChunkSink sink = output.newSink();
            final long record = sink.begin(0, length, TIME, 0);
            fill.accept(record);
            sink.commit();
            output.close();
            if (output.failure().isPresent()) {
                throw new AssertionError(output.failure().get().message());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        final String text = out.toString(StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new AssertionError("a record ends its line: " + text);
        }
        return text.substring(0, text.length() - 1);
    }
}
