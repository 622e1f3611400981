package flowc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
    private static final String TRACKER = """
            tracker count
            param rate: int = 3        // the benchmark has an option of this name
            param every_flow: int = 1
            table flow key flow5 idle 30s limit 1000 evict oldest {
              packets: u64
              on packet { packets += 1 }
              on expire { emit flow { key, packets, rate, every_flow } }
            }
            """;

    @TempDir
    Path folder;

    private Path tracker;

    @BeforeEach
    void writeTracker() throws IOException {
        tracker = Files.writeString(folder.resolve("count.flow"), TRACKER);
    }

    private Cli bench(String... options) {
        final List<String> args = new ArrayList<>(List.of("bench", tracker.toString()));
        args.addAll(List.of(options));
        return Cli.flowc(args.toArray(String[]::new));
    }

    /** The report's members that are numbers, texts or null, those of objects with the object's name and a dot before. */
    private Map<String, String> report(String... options) throws IOException {
        final List<String> args = new ArrayList<>(List.of("--format", "json", "--no-progress"));
        args.addAll(List.of(options));
        final Cli run = bench(args.toArray(String[]::new));
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        final Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(run.out())) {
            parser.nextToken();
            object(parser, "", members);
        }
        return members;
    }

    private static void object(JsonParser parser, String prefix, Map<String, String> members) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, name + ".", members);
                case START_ARRAY -> {
                    parser.skipChildren();
                    members.put(name, "[]");
                }
                default -> members.put(name, parser.getText());
            }
        }
    }

    private static double number(Map<String, String> report, String key) {
        return Double.parseDouble(report.get(key));
    }

    @Test
    void hasTheKeysThatItsPagePromises() throws IOException {
        final Map<String, String> report = report("--flows", "10", "--packets", "1000", "--warmup", "0");
        for (String key : new String[] {"mpps", "mpps_wall", "mpps_chunk_median", "ns_per_packet", "bytes_per_packet", "heap_bytes_per_packet", "bytes_per_flow", "burst_p50_us", "burst_p99_us",
            "burst_p999_us", "burst_max_us", "bursts_1ms", "housekeeping_share", "housekeeping_max_us", "housekeeping_warmup_max_us", "burst_cpu_p999_us", "burst_cpu_max_us", "lost_without_stalls",
            "lost_settling", "queue_max", "housekeeping_waits", "housekeeping_waits_1ms", "clock_stalls_1ms", "clock_p999_us", "clock_cpu_max_us", "flows", "live_flows", "table_fill", "workers", "packets", "cpu_seconds", "wall_seconds", "lost", "evicted", "refused", "faults", "machine.cpu",
            "machine.cores", "machine.huge_pages", "jdk.vendor", "jdk.version", "jdk.flags", "settings.flows", "settings.seed", "settings.arguments"}) {
            assertTrue(report.containsKey(key), key + " in " + report);
        }
    }

    @Test
    void numbersGoTogether() throws IOException {
        final Map<String, String> report = report("--flows", "500", "--packets", "70000", "--warmup", "1000", "--packet-size", "100");
        assertEquals(70_000, number(report, "packets"));
        assertEquals(number(report, "mpps"), number(report, "packets") / number(report, "cpu_seconds") / 1e6, 1e-9);
        assertEquals(number(report, "mpps_wall"), number(report, "packets") / number(report, "wall_seconds") / 1e6, 1e-9);
        assertEquals(1000, number(report, "ns_per_packet") * number(report, "mpps"), 1e-6);
        assertEquals(500, number(report, "live_flows"));
        assertEquals(0.5, number(report, "table_fill"));
        assertEquals(100, number(report, "bytes_per_packet"));
        assertEquals(0, number(report, "evicted"));
        assertTrue(number(report, "burst_p50_us") > 0 && number(report, "burst_p50_us") <= number(report, "burst_p99_us"), report::toString);
        assertTrue(number(report, "burst_p999_us") <= number(report, "burst_max_us"), report::toString);
        assertTrue(number(report, "housekeeping_warmup_max_us") > 0, "the clock started: " + report);
        assertTrue(number(report, "bytes_per_flow") >= 16, report::toString);
    }

    @Test
    void evictsWhereTheTableIsSmallerThanTheFlows() throws IOException {
        final Map<String, String> report = report("--flows", "1500", "--packets", "5000", "--warmup", "0");
        assertEquals(1000, number(report, "live_flows"));
        assertTrue(number(report, "evicted") >= 500, report::toString);
    }

    @Test
    void newFlowsComeOnTopAndEndWhenTheyAreIdle() throws IOException {
        final Map<String, String> report = report("--flows", "100", "--rate", "1000", "--new-flows-per-second", "10", "--warmup", "35000", "--packets", "5000");
        assertEquals(400, number(report, "new_flows"));
        assertEquals(400, number(report, "live_flows"), 2);
        assertTrue(number(report, "housekeeping_share") > 0 && number(report, "housekeeping_share") <= 1, report::toString);
        assertTrue(number(report, "housekeeping_max_us") > 0, report::toString);
        assertTrue(number(report, "housekeeping_waits") > number(report, "housekeeping_waits_1ms"), report::toString);
    }

    @Test
    void pacedPacketsAreHandledOrLostAndTheClockIsWatched() throws IOException {
        final Map<String, String> report = report("--paced", "--flows", "100", "--rate", "20k", "--packets", "4000", "--warmup", "100", "--queue", "4k");
        assertEquals(4000, number(report, "packets") + number(report, "lost"));
        assertTrue(number(report, "clock_p999_us") >= 0, report::toString);
        assertTrue(number(report, "clock_cpu_max_us") > 0, report::toString);
        assertTrue(number(report, "burst_cpu_p999_us") > 0 && number(report, "burst_cpu_p999_us") <= number(report, "burst_cpu_max_us"), report::toString);
        assertTrue(number(report, "lost_without_stalls") <= number(report, "lost"), report::toString);
        assertTrue(number(report, "queue_max") >= 1 && number(report, "queue_max") <= 4000, report::toString);
        assertTrue(Long.parseLong(report.get("lost_without_stalls")) >= 0 && Long.parseLong(report.get("clock_stalls_1ms")) >= 0, "counts are whole numbers");
    }

    @Test
    void tellsOfHandlersThatFault() throws IOException {
        Files.writeString(tracker, "tracker faulty\ntable flow key flow5 {\n  n: u64\n  on packet { n += 1 / (pkt.len - pkt.len) as u64 }\n}\n");
        assertEquals("2010", report("--flows", "10", "--packets", "2000", "--warmup", "0").get("faults"));
        final Cli text = bench("--flows", "10", "--packets", "2000", "--warmup", "0", "--no-progress");
        assertTrue(text.out().contains("faults       2,010 at ") && text.out().contains("count.flow:4: "), text.out());
    }

    @Test
    void saysThatNoPacketMadeAFlow() throws IOException {
        assertFalse(bench("--flows", "10", "--packets", "2000", "--warmup", "0", "--no-progress").out().contains("no flow"));
        Files.writeString(tracker, "tracker passes\ninput where tcp\ntable flow key flow5 {\n  n: u64\n  on packet { n += 1 }\n}\n");
        final Cli text = bench("--flows", "10", "--packets", "2000", "--warmup", "0", "--no-progress");
        assertTrue(text.out().contains("\n  no flow      was made of any packet: 'input where', "), text.out());
        assertEquals("0", report("--flows", "10", "--packets", "2000", "--warmup", "0").get("live_flows"));
    }

    @Test
    void losesWhatItsQueueCannotHold() throws IOException {
        final Map<String, String> report = report("--paced", "--flows", "100", "--rate", "1G", "--packets", "200000", "--warmup", "0", "--queue", "64");
        assertTrue(number(report, "lost") > 0, report::toString);
        assertEquals(64, number(report, "queue_max"));
        assertEquals(200_000, number(report, "packets") + number(report, "lost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workers 2", "--workers 2 --relaxed-order", "--workers 3 --split", "--workers 2 --paced --rate 20k", "--workers 2 --split --paced --rate 20k"})
    void severalWorkersHandleTheSamePackets(String options) throws IOException {
        final List<String> args = new ArrayList<>(List.of("--flows", "300", "--packets", "6000", "--warmup", "1000"));
        args.addAll(List.of(options.split(" ")));
        final Map<String, String> report = report(args.toArray(String[]::new));
        assertEquals(6000, number(report, "packets") + number(report, "lost"));
        assertEquals(300, number(report, "live_flows"));
        assertEquals(options.contains("3") ? 3 : 2, number(report, "workers"));
        assertTrue(number(report, "cpu_seconds") > 0 && number(report, "burst_max_us") > 0, report::toString);
    }

    @Test
    void refusesToSplitWhatATrackerNeedsTogether() throws IOException {
        Files.writeString(tracker, "tracker count\ntable host key ip.src limit 1000 evict oldest { packets: u64  on packet { packets += 1 } }\n");
        final Cli run = bench("--workers", "2", "--split", "--packets", "10");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.firstError().startsWith("error: packets of 'count' cannot come split"), run.err());
    }

    @Test
    void itsPagesCommandsAreRightAndItsKeysAreThoseOfTheReport() throws IOException {
        final String page = Files.readString(Path.of("../docs/bench.md"));
        final List<String> commands = page.lines().filter(line -> line.startsWith("flowc bench ")).toList();
        assertTrue(commands.size() >= 5, commands::toString);
        for (final String command : commands) {
            final List<String> words = new ArrayList<>(List.of(command.replace("examples/", "../examples/").replaceFirst(" --seconds \\S+", "").replaceFirst("--flows \\S+", "--flows 20").split(" ")));
            words.removeFirst();
            words.addAll(List.of("--packets", "200", "--warmup", "0"));
            if (!words.contains("--flows")) {
                words.addAll(List.of("--flows", "20"));
            }
            final Cli run = Cli.flowc(words.toArray(String[]::new));
            assertEquals(ExitCode.OK, run.exitCode(), command + "\n" + run.err());
        }
        assertEquals(reportedKeys(), keys(page.replaceFirst("(?s)## At intervals.*?\n## ", "")));
    }

    @Test
    void reportsAtIntervalsWhatItsPageSays() throws IOException {
        final Cli run = bench("--flows", "1500", "--packets", "2000000", "--warmup", "0", "--report-every", "0.01", "--format", "json", "--no-progress");
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        final List<String> lines = run.out().lines().toList();
        assertTrue(lines.size() > 1 && lines.getLast().contains("\"tracker\""), run.out());
        long packets = 0;
        for (final String line : lines.subList(0, lines.size() - 1)) {
            final Map<String, String> interval = new LinkedHashMap<>();
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                parser.nextToken();
                object(parser, "", interval);
            }
            assertEquals(keys(Files.readString(Path.of("../docs/bench.md")).replaceFirst("(?s).*## At intervals(.*?)\n## .*", "$1")), new TreeSet<>(interval.keySet()));
            packets += Long.parseLong(interval.get("packets"));
        }
        assertTrue(packets > 0 && packets <= 2_000_000, run.out());
        assertTrue(bench("--flows", "10", "--packets", "2000000", "--warmup", "0", "--report-every", "0.01").out().contains(" M packets per CPU second, "));
        assertEquals("error: --report-every expects 0.01 to 86400, got 0.0", bench("--report-every", "0").firstError());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds 60 --report-every 0.01", "--packets 64"})
    void endsQuietlyWhenTheReaderOfItsReportsGoesAway(String options) {
        final OutputStream head = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final String[] args = ("bench " + tracker + " --flows 10 --warmup 0 --no-progress " + options).split(" ");
        assertEquals(ExitCode.OK, Main.run(args, new Console(head, new PrintStream(err, true, StandardCharsets.UTF_8))));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    /** The first column of the page's tables. */
    private static Set<String> keys(String page) {
        final Set<String> keys = new TreeSet<>();
        page.lines().filter(line -> line.startsWith("| `")).forEach(line -> Pattern.compile("`(\\w+)`").matcher(line.split("\\|")[1]).results().forEach(key -> keys.add(key.group(1))));
        return keys;
    }

    private Set<String> reportedKeys() throws IOException {
        final Set<String> reported = new TreeSet<>();
        report("--flows", "1", "--packets", "64", "--warmup", "0").keySet().forEach(key -> reported.add(key.replaceFirst("\\..*", "")));
        return reported;
    }

    @Test
    void theTextNamesTheLoadTheMachineAndTheRate() {
        final Cli run = bench("--flows", "10", "--packets", "640", "--warmup", "0", "--zipf", "1.2", "--ipv6", "0.5", "--seed", "7");
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        for (String part : new String[] {"count: 10 flows, Zipf 1.2, packets of 62 bytes", "  rate  ", "  a burst  ", "  table flow  ", "  machine  ", "  java  ", "seed 7"}) {
            assertTrue(run.out().contains(part), part + " in " + run.out());
        }
        assertEquals("", run.err());
    }

    @Test
    void theTrackersParametersAreOptionsAndTheBenchmarksOwnNamesComeFirst() {
        final Cli help = bench("--help");
        assertEquals(ExitCode.OK, help.exitCode());
        assertTrue(help.out().contains("--every_flow=<number>") && help.out().contains("--param-rate=<number>"), help.out());
        assertEquals(ExitCode.OK, bench("--every_flow", "2", "--param-rate", "5", "--rate", "10k", "--packets", "64", "--warmup", "0", "--flows", "1").exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--flows 0 | error: --flows expects 1 to 4000000000, got 0",
        "--flows many | error: --flows expects a whole number such as 1000 or 10M, got 'many'",
        "--packet-size 41 | error: --packet-size expects 42 to 65535, got 41",
        "--ipv6 1 --packet-size 60 | error: --packet-size expects 62 to 65535, got 60",
        "--ipv6 2 | error: --ipv6 expects 0 to 1, got 2.0",
        "--zipf -1 | error: --zipf expects 0 to 10, got -1.0",
        "--zipf steep | error: --zipf expects a number such as 1 or 0.5, got 'steep'",
        "--rate 0 | error: --rate expects 1 to 1000000000, got 0",
        "--new-flows-per-second 2k --rate 1k | error: --new-flows-per-second expects at most --rate, since each new flow is a packet: got 2000 at a rate of 1000",
        "--seconds 0 | error: --seconds expects more than 0 and at most 86400, got 0.0",
        "--packets 0 | error: --packets expects 1 to 1000000000000000, got 0",
        "--warmup 9223372036854775807 | error: --warmup expects 0 to 1000000000000000, got 9223372036854775807",
        "--zipf NaN | error: --zipf expects 0 to 10, got NaN",
        "--workers 0 | error: --workers expects 1 to 256, got 0",
        "--workers 1k | error: --workers expects 1 to 256, got 1000",
        "--workers 3 --split --flows 2 | error: --split with --workers 3 needs --flows 3 or more: each queue has flows of its own",
        "--split | error: --split needs --workers 2 or more: each worker has a queue then",
        "--paced --queue 0 | error: --queue expects 1 to 16777216, got 0",
        "--queue 64 | error: --queue needs --paced: otherwise packets come when they are taken, and none waits",
        "--seconds 1 --packets 10 | error: --seconds and --packets exclude each other",
        "--seconds NaN | error: --seconds expects more than 0 and at most 86400, got NaN",
        "--relaxed-order --split --workers 2 | error: --split and --relaxed-order exclude each other: split packets are not handed to other workers",
        "--seed x | error: --seed expects a whole number of at most 64 bits, got 'x'",
        "--format xml | error: --format expects one of text, json, got 'xml'",
        "--flow 10 | error: unknown option '--flow'",
        "--every_flow x | error: --every_flow expects a whole number such as 10, 20_000, 8M or 64 KiB, got 'x'",
    })
    void wrongOptionsAreNamedWithWhatTheyExpect(String options, String error) {
        final Cli run = bench(options.split(" "));
        assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
        assertEquals(error, run.firstError());
        assertEquals("", run.out());
    }

    @Test
    void asksForATrackerAndSaysWhenItIsWrong() throws IOException {
        assertEquals("error: no tracker given: flowc bench FILE.flow", Cli.flowc("bench", "--flows", "1").firstError());
        Files.writeString(tracker, "tracker count\ntable flow key flo5 { }\n");
        assertEquals(ExitCode.PROGRAM, bench("--flows", "1").exitCode());
    }
}
