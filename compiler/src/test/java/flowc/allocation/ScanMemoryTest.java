package flowc.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process of a scan is never larger than {@code --memory}, at the smallest budget with which it is accepted. {@code -Dflowc.soak} of 600 or more
 * scans 100 million flows.
 */
class ScanMemoryTest {
    private static final long FLOWS = 1_000_000;
    private static final long LIMIT = 200_000;
    private static final long SOAK_FLOWS = 100_000_000;
    private static final long SOAK_LIMIT = 4_000_000;
    private static final Pattern SUM = Pattern.compile("error: the run may come to ([\\d.]+) ([MG])iB, but --memory allows 1024 bytes");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsASystemThatTells() throws IOException {
        final Path status = Path.of("/proc/self/status");
        assumeTrue(Files.isReadable(status) && Files.readString(status).contains("VmHWM:"), "SKIPPED: the system does not tell the most memory of a process");
    }

    private static String scan(long limit) {
        return "tracker scan table flow key flow5 idle 30s limit " + limit + " { packets: counter on packet { packets += 1 } on expire { emit scanned { key, packets } } }";
    }

    /** What was said on both streams. {@code arguments} come after the tracker. */
    private List<String> run(String text, List<String> arguments, UncheckedJava.Input input) throws IOException, InterruptedException {
        final Path tracker = folder.resolve("scan.flow");
        Files.writeString(tracker, text);
        final List<String> all = new ArrayList<>(List.of("run", tracker.toString(), "-o", folder.resolve("out").toString(), "--summary", "json"));
        all.addAll(arguments);
        // As the launcher starts it.
        return UncheckedJava.output(List.of("-Xmx1g", "-Xmn16m", "-XX:CICompilerCount=3", "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"), ScanProbe.class, all, input);
    }

    private void staysWithinTheSmallestBudget(long flows, long limit, List<String> arguments, UncheckedJava.Input input) throws IOException, InterruptedException {
        final long resident = mostOfSmallestBudget(scan(limit), flows, arguments, input);
        assertTrue(resident > limit * 64, "the table's rows are in it: " + resident);
    }

    /** How large the process was, with the smallest budget that is accepted; no larger than that. */
    private long mostOfSmallestBudget(String tracker, long flows, List<String> arguments, UncheckedJava.Input input) throws IOException, InterruptedException {
        final List<String> refused = run(tracker, with(arguments, 1024), _ -> {});
        final Matcher sum = SUM.matcher(refused.getFirst());
        assertTrue(sum.matches(), () -> refused.toString());
        // The text has a digit behind the point.
        final double unit = sum.group(2).equals("M") ? 0x1p20 : 0x1p30;
        final long budget = (long) ((Double.parseDouble(sum.group(1)) + 0.05) * unit) + 1;
        final List<String> said = run(tracker, with(arguments, budget), input);
        final String summary = said.stream().filter(line -> line.startsWith("{")).findFirst().orElseThrow(() -> new AssertionError(said.toString()));
        assertEquals(flows, number(summary, "made"), () -> "every packet is a flow of its own: " + summary);
        assertTrue(number(summary, "most") <= budget, summary);
        final long resident = Long.parseLong(said.getLast().substring(ScanProbe.MOST_RESIDENT.length()));
        assertTrue(resident <= number(summary, "most"), "resident " + resident + " of " + summary);
        return resident;
    }

    private static List<String> with(List<String> arguments, long budget) {
        final List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--memory", budget + "B"));
        return all;
    }

    private static long number(String json, String name) {
        final Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
        assertTrue(found.find(), json);
        return Long.parseLong(found.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workers 1", "--workers 3"})
    void aScanFromAFileStaysWithinItsBudget(String options) throws Exception {
        final Path capture = folder.resolve("scan.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            ScanCapture.write(out, FLOWS);
        }
        staysWithinTheSmallestBudget(FLOWS, LIMIT, arguments(capture.toString(), options), _ -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workers 1", "--workers 3"})
    void aScanFromAPipeStaysWithinItsBudget(String options) throws Exception {
        staysWithinTheSmallestBudget(FLOWS, LIMIT, arguments("-", options), out -> ScanCapture.write(out, FLOWS));
    }

    @Test
    void aLongScanStaysWithinItsBudget() throws Exception {
        assumeTrue(Long.getLong("flowc.soak", 0) >= 600, "SKIPPED: 100 million flows take minutes");
        staysWithinTheSmallestBudget(SOAK_FLOWS, SOAK_LIMIT, arguments("-", "--workers 1"), out -> ScanCapture.write(out, SOAK_FLOWS));
    }

    @Test
    void manyLargeRecordsInOrderStayWithinTheBudget() throws Exception {
        // A record of 4.8 MB each 10 ms of a scan with a packet each microsecond, 96 MB in all: two of them are more than --order takes at the least.
        final String tops = """
                tracker tops
                table flow key flow5 idle 30s limit 2000 {
                  packets: counter
                  on packet { packets += 1 }
                  every 10ms {
                    init { var best = top(150000) by n { n: u64, a: u64, b: u64, c: u64 } }
                    each { for i in 0..74 { best.add { n: i, a: 1, b: 2, c: 3 } } }
                    finish { print table(best) }
                  }
                }
                """;
        mostOfSmallestBudget(tops, 200_000, arguments("-", "--workers 1 --order"), out -> ScanCapture.write(out, 200_000));
    }

    private static List<String> arguments(String capture, String options) {
        final List<String> all = new ArrayList<>(List.of("-r", capture));
        all.addAll(List.of(options.split(" ")));
        return all;
    }
}
