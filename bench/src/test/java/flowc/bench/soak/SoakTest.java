package flowc.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second of it: too short to say anything of memory or rate. */
class SoakTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTablesFullAndSaysWhatItSaw() throws Exception {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        final Path lines = folder.resolve("soak.jsonl");
        final boolean holds = Soak.run(List.of("soak.flow", "0.02", "1", lines.toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "flowc.cli.Main"), new PrintStream(text, true, StandardCharsets.UTF_8));
        final List<String> said = text.toString(StandardCharsets.UTF_8).lines().toList();
        final List<String> marks = said.stream().filter(line -> line.endsWith("  holds") || line.endsWith("  does not hold") || line.endsWith("  not measured")).toList();
        assertEquals(6, marks.size(), text::toString);
        assertEquals(marks.stream().allMatch(line -> line.endsWith("  holds")), holds);
        assertTrue(marks.get(2).startsWith("fill ") && marks.get(2).endsWith("  holds"), text::toString);
        assertTrue(marks.get(5).startsWith("packets lost") && marks.get(5).endsWith("  holds"), text::toString);
        final List<String> json = Files.readAllLines(lines);
        assertTrue(json.size() > 1 && json.getLast().contains("\"tracker\":\"soak\""), json::toString);
        // A title, a line for each interval.
        assertEquals(json.size() - 1, said.stream().filter(line -> line.contains(" MiB ")).count(), text::toString);
    }
}
