package flowc.launch;

import com.fasterxml.jackson.core.JsonGenerator;
import flowc.runtime.RunSummary;
import java.io.IOException;
import java.util.Locale;

/** A run's summary as one JSON object on one line, for tools. */
final class SummaryJson {
    private SummaryJson() {}

    /** {@code interrupted}: a signal ended the run before its input did. */
    static String line(RunSummary summary, boolean interrupted) {
        return JsonText.object(json -> {
            json.writeStringField("tracker", summary.tracker());
            traffic(json, summary.traffic());
            tables(json, summary);
            counters(json, summary);
            json.writeNumberField("records", summary.output().records());
            json.writeNumberField("records_dropped", summary.output().dropped());
            json.writeNumberField("marks_skipped", summary.losses().skippedMarks());
            json.writeBooleanField("interrupted", interrupted);
            json.writeNumberField("workers", summary.packetsByWorker().size());
            json.writeArrayFieldStart("packets_by_worker");
            for (final long packets : summary.packetsByWorker()) {
                json.writeNumber(packets);
            }
            json.writeEndArray();
            memory(json, summary);
            json.writeNumberField("seconds", summary.wallNanos() / 1e9);
            json.writeNumberField("packets_per_second", summary.packetsPerSecond());
            json.writeNumberField("bytes_per_second", summary.bytesPerSecond());
        });
    }

    private static void memory(JsonGenerator json, RunSummary summary) throws IOException {
        final RunSummary.MemoryUse memory = summary.memory();
        json.writeObjectFieldStart("memory");
        if (memory.hasBudget()) {
            json.writeNumberField("budget", memory.budget());
        }
        json.writeNumberField("most", memory.most());
        json.writeNumberField("tables", summary.tableBytes());
        json.writeEndObject();
    }

    private static void traffic(JsonGenerator json, RunSummary.Traffic traffic) throws IOException {
        json.writeNumberField("packets", traffic.packets());
        json.writeNumberField("bytes", traffic.wireBytes());
        json.writeNumberField("captured_bytes", traffic.captureBytes());
        if (traffic.span().isPresent()) {
            json.writeNumberField("first_ns", traffic.span().get().first());
            json.writeNumberField("last_ns", traffic.span().get().last());
        }
        json.writeArrayFieldStart("damages");
        for (var damage : traffic.damages()) {
            json.writeStartObject();
            json.writeStringField("file", damage.file());
            json.writeNumberField("offset", damage.offset());
            json.writeStringField("reason", damage.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tables(JsonGenerator json, RunSummary summary) throws IOException {
        json.writeArrayFieldStart("tables");
        for (var table : summary.tables()) {
            json.writeStartObject();
            json.writeStringField("name", table.name());
            json.writeNumberField("limit", table.limit());
            json.writeNumberField("made", table.made());
            json.writeObjectFieldStart("ended");
            for (var ended : table.ended().entrySet()) {
                json.writeNumberField(ended.getKey().name().toLowerCase(Locale.ROOT), ended.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("refused", table.refused());
            json.writeNumberField("live", table.live());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counters(JsonGenerator json, RunSummary summary) throws IOException {
        json.writeArrayFieldStart("counters");
        for (var counter : summary.counters()) {
            json.writeStartObject();
            json.writeStringField("kind", counter.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("label", counter.label());
            if (counter.line() > 0) {
                json.writeNumberField("line", counter.line());
            }
            json.writeNumberField("count", counter.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
