package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomRecordsTest {
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;

    @Test
    void recordsOfRandomTypesReadBackAsWritten() throws IOException {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        final RandomValues values = new RandomValues(random);
        for (int run = 0; run < 60; run++) {
            final List<RecordTemplate> templates = new ArrayList<>();
            for (int id = 0; id < 8; id++) {
                templates.add(template(values, id));
            }
            checkRun(seed, random, values, templates);
        }
    }

    private static RecordTemplate template(RandomValues values, int id) {
        return new RecordTemplate(id, 0, null, RecordTemplate.Kind.EMIT, "r\"" + id, values.fields(3, FIELDS), List.of());
    }

    private static void checkRun(long seed, Random random, RandomValues values, List<RecordTemplate> templates) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final List<Object> expected = new ArrayList<>();
        try (RecordOutput output = RecordOutput.open(out, templates, OutputOptions.of(OutputOptions.Format.JSON))) {
            final ChunkSink sink = output.newSink();
            for (int i = 0; i < 50; i++) {
                final RecordTemplate template = templates.get(random.nextInt(templates.size()));
                final long record = sink.begin(template.id(), RandomValues.end(template.fields(), FIELDS), 0, 0);
                final Map<String, Object> members = new LinkedHashMap<>();
                members.put("record", template.name());
                members.put("time", "1970-01-01T00:00:00.000000000Z");
                members.putAll(values.members(template.fields(), record, false));
                expected.add(members);
                sink.commit();
            }
            output.close();
            assertTrue(output.failure().isEmpty(), () -> "seed " + seed + ": " + output.failure());
        }
        final String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertEquals(expected.size(), lines.length, () -> "seed " + seed);
        for (int i = 0; i < lines.length; i++) {
            final String line = lines[i];
            assertEquals(canonical(expected.get(i)), canonical(JsonTree.parse(line)), () -> "seed " + seed + ": " + line);
        }
    }

    /** Numbers are compared by value, members in their order. */
    private static String canonical(Object value) {
        return switch (value) {
            case BigDecimal number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
            case Map<?, ?> members -> members.entrySet().stream().map(member -> member.getKey() + ":" + canonical(member.getValue())).toList().toString();
            case List<?> elements -> elements.stream().map(RandomRecordsTest::canonical).toList().toString();
            case null, default -> value == null ? "null" : value.getClass().getSimpleName() + value;
        };
    }

    @Test
    void everyTypeHasATextForm() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final RandomValues values = new RandomValues(new Random(seed));
        for (int i = 0; i < 3_000; i++) {
            final FieldType type = values.type(3);
            try (Scratch memory = new Scratch(Memory.align(type.bytes() + 8L, 8))) {
                values.value(type, memory.address);
                final TextBuffer out = new TextBuffer(16);
                TextValues.of(type).write(out, memory.address, memory.address);
                assertFalse(out.toString().isEmpty() && !(type instanceof FieldType.Bytes) && !(type instanceof FieldType.Maybe), () -> "seed " + seed + ": " + type);
            }
        }
    }
}
