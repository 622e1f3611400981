package flowc.bench;

import flowc.bench.script.Arguments;
import flowc.bench.script.InvalidArgument;
import flowc.bench.script.Program;
import flowc.bench.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times {@code ./flowc run}, start of the JVM and compilation of the tracker included: {@code WholeProcess FLOWC [MEBIBYTES [RUNS]]}. All cases
 * take turns, so that a change of the machine's speed meets each. Medians of wall time, and of the CPU time of all threads.
 */
public final class WholeProcess {
    private static final int FLOWS = 100_000;
    private static final int PCAP_RECORD_BYTES = 16;
    private static final List<String> TRACKERS = List.of("noop", "stats");
    private static final List<String> SIZES = List.of("64", "mixed");
    private static final Pattern PACKETS = Pattern.compile("([0-9,]+) packets");
    private static final Pattern MINUTES = Pattern.compile("(\\d+)m([\\d.]+)s");

    private WholeProcess() {}

    private static final class Case {
        final String tracker;
        final String sizes;
        final Path capture;
        final List<Double> wall = new ArrayList<>();
        final List<Double> cpu = new ArrayList<>();
        long packets;

        Case(String tracker, String sizes, Path capture) {
            this.tracker = tracker;
            this.sizes = sizes;
            this.capture = capture;
        }
    }

    public static void main(String[] args) {
        Program.run(Script.WHOLE, args, WholeProcess::run);
    }

    private static int run(List<String> args) throws IOException, InterruptedException, InvalidArgument {
        final Path flowc = Path.of(args.getFirst()).toAbsolutePath();
        final Arguments arguments = Script.WHOLE.read(args.subList(1, args.size()));
        final int mebibytes = arguments.whole(0);
        final int runs = arguments.whole(1);
        final List<Case> cases = cases(mebibytes);
        System.out.printf(Locale.ROOT, "%s, %d cores, %s %s, %d MiB, medians of %d%n", cpu(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.vendor"),
                System.getProperty("java.runtime.version"), mebibytes, runs);
        // The first round builds, and brings captures into the page cache.
        for (int run = 0; run <= runs; run++) {
            for (final Case one : cases) {
                time(flowc, one, run > 0);
            }
        }
        cases.forEach(WholeProcess::print);
        return 0;
    }

    private static List<Case> cases(int mebibytes) throws IOException {
        final List<Case> cases = new ArrayList<>();
        for (final String sizes : SIZES) {
            final Path capture = Path.of(System.getProperty("java.io.tmpdir"), "flowc-bench-" + sizes + "-" + mebibytes + ".pcap");
            if (!Files.exists(capture)) {
                CaptureMaker.write(capture, mebibytes, FLOWS, sizes);
            }
            TRACKERS.forEach(tracker -> cases.add(new Case(tracker, sizes, capture)));
        }
        return cases;
    }

    private static void time(Path flowc, Case one, boolean counts) throws IOException, InterruptedException {
        final Path tracker = flowc.resolveSibling("examples").resolve(one.tracker).resolve(one.tracker + ".flow");
        final long start = System.nanoTime();
        final List<String> command = List.of(flowc.toString(), "run", tracker.toString(), "-r", one.capture.toString(), "-o", "/dev/null");
        final Process process = Program.start(new ProcessBuilder(timed(command)).redirectErrorStream(true));
        final List<String> lines = process.inputReader().readAllLines();
        final double seconds = (System.nanoTime() - start) / 1e9;
        final Matcher packets = PACKETS.matcher(String.join("\n", lines));
        if (process.waitFor() != 0 || !packets.find()) {
            throw Program.failure(command, process.exitValue(), String.join("\n", lines));
        }
        if (counts) {
            one.packets = Long.parseLong(packets.group(1).replace(",", ""));
            one.wall.add(seconds);
            one.cpu.add(seconds(lines.getLast()));
        }
    }

    /** The shell tells the CPU time of its children. */
    private static List<String> timed(List<String> command) {
        final List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" 2>&1 || exit; times", "sh"));
        timed.addAll(command);
        return timed;
    }

    private static double seconds(String times) {
        return MINUTES.matcher(times).results().mapToDouble(time -> Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2))).sum();
    }

    private static void print(Case one) {
        final double wall = median(one.wall);
        final double bytes = one.capture.toFile().length();
        System.out.printf(Locale.ROOT, "%-6s %-6s %6.2f s wall %6.2f s cpu %8.0f MB/s %7.2f Mpps, captured %.0f MB/s without pcap's headers%n", one.tracker, one.sizes, wall, median(one.cpu),
                bytes / wall / 1e6, one.packets / wall / 1e6, (bytes - (double) PCAP_RECORD_BYTES * one.packets) / wall / 1e6);
    }

    private static double median(List<Double> values) {
        final double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String cpu() throws IOException {
        final Path info = Path.of("/proc/cpuinfo");
        return Files.exists(info) ? Arrays.stream(Files.readString(info).split("\n")).filter(line -> line.startsWith("model name")).findFirst().map(line -> line.replaceAll(".*: ", "")).orElse("unknown CPU")
                : System.getProperty("os.arch");
    }
}
