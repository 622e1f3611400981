package flowc.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Runs flowc and its peers by turns, so that a change of the machine's speed meets each, and prints medians, ratios and which marks hold:
 * {@code Compare FLOWC PEERS PART,... ROUNDS SECONDS LINES}. The JSON lines that all printed go to the file LINES.
 */
public final class Compare {
    private static final List<String> COLUMNS = List.of("mpps_chunk_median", "mpps_chunk_max", "mpps", "mpps_wall", "bytes_per_flow", "burst_p999_us", "clock_p999_us", "lost");

    private final Results results = new Results();
    private final PrintStream out;

    private Compare(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        final Part.Place place = new Part.Place(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath(), args[4]);
        final List<Part> parts = args[2].equals("all") ? List.of(Part.values()) : Arrays.stream(args[2].split(",")).map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT))).toList();
        final Compare compare = new Compare(System.out);
        try (PrintStream lines = new PrintStream(Files.newOutputStream(Path.of(args[5])), false, StandardCharsets.UTF_8)) {
            for (final Part part : parts) {
                compare.run(part, place, Integer.parseInt(args[3]), lines);
            }
        }
        compare.print(parts);
    }

    private void run(Part part, Part.Place place, int rounds, PrintStream lines) throws IOException {
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
        out.printf("%-40s %s%n", "medians", COLUMNS.stream().map(column -> String.format("%18s", column)).collect(Collectors.joining()));
        for (final String name : results.names()) {
            out.printf("%-40s %s%n", name, COLUMNS.stream().map(column -> cell(results.median(name, column))).collect(Collectors.joining()));
        }
        out.println();
        for (final Part part : parts) {
            part.marks(results).forEach(mark -> out.println(mark.text()));
        }
    }

    private static String cell(double number) {
        return Double.isNaN(number) ? String.format("%18s", "") : String.format(Locale.ROOT, "%18.2f", number);
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
