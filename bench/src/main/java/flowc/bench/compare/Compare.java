package flowc.bench.compare;

import flowc.bench.script.Arguments;
import flowc.bench.script.InvalidArgument;
import flowc.bench.script.Program;
import flowc.bench.script.Script;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs flowc and its peers by turns, so that a change of the machine's speed meets each, and prints medians, ratios and which marks hold:
 * {@code Compare FLOWC PEERS FOLDER [PART,... [ROUNDS [SECONDS]]]}. The JSON lines that all printed go to a file in FOLDER, and a graph of the rates.
 */
public final class Compare {
    private static final List<String> COLUMNS = List.of("mpps_chunk_median", "mpps_chunk_max", "mpps", "mpps_wall", "bytes_per_flow", "burst_p999_us", "clock_p999_us", "lost");

    private final Results results = new Results();
    private final PrintStream out;

    private Compare(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        Program.run(Script.COMPARE, args, Compare::run);
    }

    private static int run(List<String> args) throws IOException, InterruptedException, InvalidArgument {
        final Arguments arguments = Script.COMPARE.read(args.subList(3, args.size()));
        final Part.Place place = new Part.Place(Path.of(args.get(0)).toAbsolutePath(), Path.of(args.get(1)).toAbsolutePath(), arguments.text(2));
        final List<Part> parts = parts(arguments.list(0));
        tellPeers(parts, place);
        final Path json = Path.of(args.get(2), "compare.jsonl");
        final Compare compare = new Compare(System.out);
        try (PrintStream lines = new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
            for (final Part part : parts) {
                compare.run(part, place, arguments.whole(1), lines);
            }
        }
        compare.print(parts);
        if (parts.contains(Part.RATE)) {
            RateGraph.main(new String[] {json.toString(), json.resolveSibling("rates.svg").toString()});
        }
        return 0;
    }

    private static List<Part> parts(List<String> names) {
        return names.contains("all") ? List.of(Part.values()) : names.stream().map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT))).toList();
    }

    /** Who takes part, since that depends on what is installed and what was built earlier. */
    private static void tellPeers(List<Part> parts, Part.Place place) throws IOException {
        final Map<String, String> peers = new TreeMap<>();
        for (final Part part : parts) {
            for (final Contestant contestant : part.lineup(place)) {
                if (!contestant.program().equals(place.flowc())) {
                    final String absence = place.absence(contestant);
                    peers.put(contestant.program().getFileName().toString(), absence == null ? "runs" : "stays out of the race: " + absence);
                }
            }
        }
        peers.forEach((peer, how) -> System.err.println("the peer " + peer + " " + how));
    }

    private void run(Part part, Part.Place place, int rounds, PrintStream lines) throws IOException, InterruptedException {
        final List<Contestant> contestants = part.contestants(place);
        for (int round = 1; round <= rounds; round++) {
            for (final Contestant contestant : contestants) {
                System.err.printf("%s, round %d of %d: %s%n", part.name().toLowerCase(Locale.ROOT), round, rounds, contestant.name());
                final Measurement measurement = contestant.run();
                results.add(contestant.name(), measurement);
                lines.println("{\"contestant\":\"" + contestant.name() + "\",\"round\":" + round + ",\"result\":" + measurement.json() + "}");
                lines.flush();
            }
        }
    }

    private void print(List<Part> parts) {
        out.println(machine());
        out.printf(Locale.ROOT, "%-40s %s%n", "medians", COLUMNS.stream().map(column -> String.format(Locale.ROOT, "%18s", column)).collect(Collectors.joining()));
        for (final String name : results.names()) {
            out.printf(Locale.ROOT, "%-40s %s%n", name, COLUMNS.stream().map(column -> cell(results.median(name, column))).collect(Collectors.joining()));
        }
        out.println();
        for (final Part part : parts) {
            part.marks(results).forEach(mark -> out.println(mark.text()));
        }
    }

    private static String cell(double number) {
        return Double.isNaN(number) ? String.format(Locale.ROOT, "%18s", "") : String.format(Locale.ROOT, "%18.2f", number);
    }

    private static String machine() {
        final Path info = Path.of("/proc/cpuinfo");
        try {
            final String model = !Files.exists(info) ? System.getProperty("os.arch")
                    : Files.readAllLines(info).stream().filter(line -> line.startsWith("model name")).findFirst().map(line -> line.replaceAll(".*: ", "")).orElse("unknown CPU");
            return model + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
