package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedRecordsTest {
    private static final int NO_ROW = -9;
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;

    private static final FieldType.Key KEY = new FieldType.Key(8, List.of(new FieldType.Field("id", new FieldType.Signed(4), 0)));

    /** Two templates of table 1, then one of table 0 and one outside of tables. */
    private static final List<RecordTemplate> TEMPLATES = List.of(template(0, 1), template(1, 1), template(2, 0), template(3, -1));

    /** {@code key} is {@link #NO_ROW} for a record outside of rows. */
    private record Emitted(int template, long time, int key, int number) {}

    private static RecordTemplate template(int id, int table) {
        return new RecordTemplate(id, table, KEY, RecordTemplate.Kind.PRINT, "print", List.of(new FieldType.Field("n", new FieldType.Unsigned(4), FIELDS)),
                List.of(new RecordTemplate.PrintPart.Hole(0, "")));
    }

    /** From all in memory down to a temporary file for every record. */
    @ParameterizedTest
    @ValueSource(longs = {256 << 20, 100_000, 3_000, 1})
    void sortsByTimeTableKeyAndEmission(long orderedBytes) throws IOException {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        final int records = orderedBytes == 1 ? 200 : 20_000;
        final List<Emitted> emitted = new ArrayList<>();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final OutputOptions options = OutputOptions.of(OutputOptions.Format.TEXT).withOrder().withSizes(new OutputOptions.Sizes(2048, 4, 0, orderedBytes));
        try (RecordOutput output = RecordOutput.open(out, TEMPLATES, options)) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < records; i++) {
                final Emitted next = new Emitted(random.nextInt(4), i / 50 - random.nextInt(3), random.nextInt(4) == 0 ? NO_ROW : random.nextInt(4) - 2, i);
                emitted.add(next);
                final long record = sink.begin(next.template, FIELDS + 4 + random.nextInt(40), next.time, next.key == NO_ROW ? 0 : Long.BYTES);
                if (next.key != NO_ROW) {
                    Memory.putU32(record + Memory.i64(record + RecordLayout.KEY_OFFSET), next.key);
                }
                Memory.putU32(record + FIELDS, i);
                sink.commit();
            }
            output.close();
            assertTrue(output.failure().isEmpty(), () -> "seed " + seed + ": " + output.failure());
            assertEquals(records, output.written());
        }
        emitted.sort(Comparator.comparingLong(Emitted::time).thenComparingInt(e -> TEMPLATES.get(e.template).table()).thenComparingInt(e -> e.key == NO_ROW ? Integer.MAX_VALUE : e.key));
        final List<String> expected = emitted.stream().map(e -> Integer.toString(e.number)).toList();
        assertEquals(expected, out.toString(StandardCharsets.US_ASCII).lines().toList(), () -> "seed " + seed);
    }

    @Test
    void saysWhyThereCanBeNoTemporaryFile() throws IOException {
        final String directory = System.setProperty("java.io.tmpdir", "/no/such/folder");
        final OutputOptions options = OutputOptions.of(OutputOptions.Format.TEXT).withOrder().withSizes(new OutputOptions.Sizes(2048, 4, 0, 1));
        try (RecordOutput output = RecordOutput.open(new ByteArrayOutputStream(), TEMPLATES, options)) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 2; i++) {
                sink.begin(0, FIELDS + 8, i, 0);
                sink.commit();
            }
            output.close();
            assertEquals("what is kept for --order needs a temporary file, and there can be no file in '/no/such/folder': no such file or folder", output.failure().orElseThrow().message());
        } finally {
            System.setProperty("java.io.tmpdir", directory);
        }
    }

    @Test
    void countsWhatWasKeptWhenTheEndCannotBeWritten() throws IOException {
        final OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (RecordOutput output = RecordOutput.open(broken, TEMPLATES, OutputOptions.of(OutputOptions.Format.TEXT).withOrder())) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 100; i++) {
                sink.begin(0, FIELDS + 8, i, 0);
                sink.commit();
            }
            output.close();
            assertEquals(100, output.dropped());
            assertEquals("cannot write results: No space left on device", output.failure().orElseThrow().message());
        }
    }
}
