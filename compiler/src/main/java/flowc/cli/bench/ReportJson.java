package flowc.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import flowc.launch.JsonText;
import flowc.load.LoadSettings;
import flowc.load.Traffic;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.io.IOException;
import java.util.Optional;

/** A report as one JSON object on one line. docs/bench.md says what each key is; keys stay. */
final class ReportJson {
    private ReportJson() {}

    static String line(Report report) {
        return JsonText.object(json -> {
            json.writeStringField("tracker", report.result().summary().tracker());
            speed(json, report);
            latency(json, report);
            flows(json, report);
            settings(json, report);
            machine(json, report.machine());
            jdk(json, report.jdk());
        }) + '\n';
    }

    private static void speed(JsonGenerator json, Report report) throws IOException {
        json.writeNumberField("mpps", report.mpps());
        json.writeNumberField("mpps_wall", report.mppsWall());
        json.writeNumberField("mpps_chunk_min", report.mppsOfChunks(0));
        json.writeNumberField("mpps_chunk_median", report.mppsOfChunks(0.5));
        json.writeNumberField("mpps_chunk_max", report.mppsOfChunks(1));
        json.writeNumberField("ns_per_packet", report.nanosPerPacket());
        json.writeNumberField("bytes_per_packet", report.settings().traffic().packetBytes());
        json.writeNumberField("heap_bytes_per_packet", report.heapBytesPerPacket());
        json.writeNumberField("packets", report.result().packets());
        json.writeNumberField("cpu_seconds", report.result().cpuSeconds());
        json.writeNumberField("wall_seconds", report.result().wallSeconds());
        json.writeNumberField("workers", report.settings().workers());
    }

    private static void latency(JsonGenerator json, Report report) throws IOException {
        json.writeNumberField("burst_p50_us", report.burstMicros(50));
        json.writeNumberField("burst_p99_us", report.burstMicros(99));
        json.writeNumberField("burst_p999_us", report.burstMicros(99.9));
        json.writeNumberField("burst_max_us", report.burstMicros(100));
        json.writeNumberField("bursts_1ms", report.longBursts());
        orNull(json, "burst_cpu_p999_us", report.burstCpuMicros(99.9));
        orNull(json, "burst_cpu_max_us", report.burstCpuMicros(100));
        orNull(json, "clock_p999_us", report.clockMicros(99.9));
        orNull(json, "clock_max_us", report.clockMicros(100));
        orNull(json, "clock_cpu_max_us", report.clockCpuMicros());
        countOrNull(json, "clock_stalls_1ms", report.clockStalls());
        json.writeNumberField("housekeeping_share", report.housekeepingShare());
        json.writeNumberField("housekeeping_max_us", report.housekeepingMicros());
        json.writeNumberField("housekeeping_waits", report.housekeepingWaits());
        json.writeNumberField("housekeeping_waits_1ms", report.longHousekeepingWaits());
        json.writeNumberField("housekeeping_warmup_max_us", report.warmupHousekeepingMicros());
        json.writeNumberField("lost", report.result().losses().measured());
        countOrNull(json, "lost_without_stalls", report.result().losses().withoutStalls());
        json.writeNumberField("lost_settling", report.result().losses().settling());
        json.writeNumberField("queue_max", report.result().losses().mostWaiting());
    }

    private static void orNull(JsonGenerator json, String key, Optional<Double> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void countOrNull(JsonGenerator json, String key, Optional<Long> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void flows(JsonGenerator json, Report report) throws IOException {
        json.writeNumberField("flows", report.settings().traffic().flows());
        json.writeNumberField("new_flows", report.result().newFlows());
        json.writeNumberField("live_flows", report.liveFlows());
        json.writeNumberField("bytes_per_flow", report.bytesPerFlow());
        json.writeNumberField("table_fill", report.tableFill());
        json.writeNumberField("evicted", report.evicted());
        json.writeNumberField("refused", report.refused());
        json.writeNumberField("faults", report.result().summary().total(CounterKind.FAULT));
        json.writeArrayFieldStart("tables");
        for (TableSummary table : report.tables()) {
            json.writeStartObject();
            json.writeStringField("name", table.name());
            json.writeNumberField("limit", table.limit());
            json.writeNumberField("live", Report.live(table));
            json.writeNumberField("fill", Report.fill(table));
            json.writeNumberField("bytes", table.bytes());
            json.writeNumberField("made", table.made());
            json.writeNumberField("evicted", table.evicted());
            json.writeNumberField("refused", table.refused());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void settings(JsonGenerator json, Report report) throws IOException {
        final LoadSettings settings = report.settings();
        final Traffic traffic = settings.traffic();
        json.writeObjectFieldStart("settings");
        json.writeNumberField("flows", traffic.flows());
        json.writeNumberField("packet_size", traffic.packetBytes());
        json.writeNumberField("zipf", traffic.zipf());
        json.writeNumberField("new_flows_per_second", traffic.newFlowsPerSecond());
        json.writeNumberField("ipv6", traffic.ipv6Share());
        json.writeNumberField("rate", traffic.packetsPerSecond());
        json.writeBooleanField("split", settings.split());
        json.writeBooleanField("paced", settings.paced());
        json.writeNumberField("queue", settings.queuePackets());
        json.writeNumberField("warmup", settings.extent().warmup());
        json.writeNumberField("seed", traffic.seed());
        json.writeArrayFieldStart("arguments");
        for (String argument : report.args()) {
            json.writeString(argument);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void machine(JsonGenerator json, Machine machine) throws IOException {
        json.writeObjectFieldStart("machine");
        json.writeStringField("cpu", machine.cpu());
        json.writeNumberField("cores", machine.cores());
        json.writeNumberField("memory_bytes", machine.memoryBytes());
        json.writeNumberField("huge_page_bytes", machine.hugePageBytes());
        json.writeStringField("huge_pages", machine.hugePages());
        json.writeStringField("system", machine.system());
        json.writeEndObject();
    }

    private static void jdk(JsonGenerator json, Jdk jdk) throws IOException {
        json.writeObjectFieldStart("jdk");
        json.writeStringField("vendor", jdk.vendor());
        json.writeStringField("version", jdk.version());
        json.writeArrayFieldStart("flags");
        for (String flag : jdk.flags()) {
            json.writeString(flag);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
