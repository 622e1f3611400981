package flowc.filters;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.compiler.testing.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Answers of libpcap 1.10.3, from the shared folder {@code filters}: {@code FLOWC_SHARED}, or a folder {@code shared} beside one of the parents. */
public final class FilterOracle {
    private FilterOracle() {}

    /** An expression and libpcap's unoptimised program for it; without a program, {@code error} is its message. */
    record Program(String expression, List<BpfInstruction> instructions, String error) {}

    /** Skips the test, saying so, when there is none. */
    public static Path folder() {
        final Path folder = SharedFolder.of("filters/expected.tsv.gz").orElse(null);
        assumeTrue(folder != null, "the filter oracle was not found: set FLOWC_SHARED or keep it in ../shared");
        return folder;
    }

    /** Names of the link types that have programs. */
    static List<String> linkTypes() {
        try (var files = Files.list(folder().resolve("bytecode"))) {
            return files.map(file -> file.getFileName().toString().replace(".tsv.gz", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Program> programs(String linkType) {
        final List<Program> programs = new ArrayList<>();
        for (final String[] row : rows("bytecode/" + linkType + ".tsv.gz")) {
            final String program = row[2];
            if (program.startsWith("ERROR")) {
                programs.add(new Program(expression(row[0]), null, program.substring("ERROR".length())));
            } else {
                programs.add(new Program(expression(row[0]), instructions(program), null));
            }
        }
        return programs;
    }

    static String expression(String column) {
        return column.equals("<empty>") ? "" : column;
    }

    static List<BpfInstruction> instructions(String text) {
        final List<BpfInstruction> result = new ArrayList<>();
        for (final String instruction : text.split(";")) {
            final String[] parts = instruction.split(",");
            result.add(new BpfInstruction(
                    Integer.parseInt(parts[0], 16),
                    Integer.parseInt(parts[1], 16),
                    Integer.parseInt(parts[2], 16),
                    Integer.parseUnsignedInt(parts[3], 16)));
        }
        return result;
    }

    /** Lines of a table, split at tabs. */
    public static List<String[]> rows(String name) {
        final Path file = folder().resolve(name);
        try (var in = name.endsWith(".gz") ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
