package flowc.bench.soak;

import flowc.bench.compare.Mark;
import flowc.bench.compare.Measurement;
import flowc.bench.script.Arguments;
import flowc.bench.script.InvalidArgument;
import flowc.bench.script.Program;
import flowc.bench.script.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Keeps a tracker's tables at their limits for minutes, while flows begin and end all the time, prints at intervals how it goes and at the end whether
 * memory and rate stayed as they were: {@code Soak TRACKER MINUTES WORKERS,... LINES FLOWC...}. One run for each number of workers; the JSON lines go to the
 * file LINES; FLOWC is the command.
 */
public final class Soak {
    private static final int REPORTS = 60;
    /** The engine tells how many flows there are five times a second. */
    private static final double LEAST_REPORT_SECONDS = 0.5;
    private static final long WARMUP_PACKETS = 4_000_000;
    private static final long WARMUP_PACKETS_PER_SECOND = 100_000;
    /** More of both than the tracker's tables hold. */
    private static final List<String> TRAFFIC = List.of("--flows", "50k", "--new-flows-per-second", "200k", "--rate", "1M", "--ipv6", "0.2");

    private final List<String> flowc;
    private final String tracker;
    private final double seconds;
    private final PrintStream lines;
    private final PrintStream out;

    private Soak(List<String> flowc, String tracker, double seconds, PrintStream lines, PrintStream out) {
        this.flowc = flowc;
        this.tracker = tracker;
        this.seconds = seconds;
        this.lines = lines;
        this.out = out;
    }

    /** Exits with 0 when all marks hold, with 1 when one does not. */
    public static void main(String[] args) {
        Program.run(Script.SOAK, args, given -> run(given, System.out) ? 0 : 1);
    }

    /** The same to {@code out}; whether all marks hold. */
    static boolean run(List<String> args, PrintStream out) throws IOException, InterruptedException, InvalidArgument {
        final Arguments arguments = Script.SOAK.read(args.subList(1, 3));
        final List<String> flowc = args.subList(4, args.size());
        boolean all = true;
        try (PrintStream lines = new PrintStream(Files.newOutputStream(Path.of(args.get(3))), false, StandardCharsets.UTF_8)) {
            final Soak soak = new Soak(flowc, args.getFirst(), 60 * arguments.decimal(0), lines, out);
            for (final String workers : arguments.list(1)) {
                all &= soak.holds(workers);
            }
        }
        return all;
    }

    private boolean holds(String workers) throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "workers %s%n%9s %8s %9s %8s %12s %14s %12s %12s%n", workers, "seconds", "Mpps", "resident", "fill", "flows", "made", "evicted", "refused");
        final List<Measurement> measurements = measure(workers);
        final List<Mark> marks = Steadiness.marks(measurements.subList(0, measurements.size() - 1), measurements.getLast());
        marks.forEach(mark -> out.println(mark.text()));
        out.println();
        return marks.stream().allMatch(Mark::holds);
    }

    /** The intervals, and the report at the end. */
    private List<Measurement> measure(String workers) throws IOException, InterruptedException {
        final List<String> command = command(workers);
        final Process process = Program.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        final List<Measurement> measurements = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.println(line);
                lines.flush();
                final Measurement measurement = Measurement.parse(line);
                measurements.add(measurement);
                if (!Double.isNaN(measurement.number("resident_bytes"))) {
                    print(measurement);
                }
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0 || measurements.isEmpty()) {
            throw Program.failure(command, process.exitValue(), "");
        }
        return measurements;
    }

    private List<String> command(String workers) {
        final List<String> command = new ArrayList<>(flowc);
        command.addAll(List.of("bench", tracker, "--format", "json", "--no-progress", "--workers", workers, "--seconds", String.valueOf(seconds)));
        command.addAll(List.of("--report-every", String.format(Locale.ROOT, "%.2f", Math.max(LEAST_REPORT_SECONDS, seconds / REPORTS))));
        command.addAll(List.of("--warmup", String.valueOf((long) Math.min(WARMUP_PACKETS, WARMUP_PACKETS_PER_SECOND * seconds))));
        command.addAll(TRAFFIC);
        return command;
    }

    private void print(Measurement interval) {
        out.printf(Locale.ROOT, "%9.1f %8.2f %5.0f MiB %6.1f %% %12.0f %14.0f %12.0f %12.0f%n", interval.number("seconds"), interval.number("mpps"), interval.number("resident_bytes") / (1 << 20),
                100 * interval.number("table_fill"), interval.number("live_flows"), interval.number("made"), interval.number("evicted"), interval.number("refused"));
    }
}
