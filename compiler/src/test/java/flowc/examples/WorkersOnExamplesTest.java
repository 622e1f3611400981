package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every shipped tracker says the same in any number of workers, over the captures of all of them, also where its tables are full all the time. */
final class WorkersOnExamplesTest {
    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyExampleSaysTheSameInAnyNumberOfWorkers() throws IOException {
        return trackers().stream().map(tracker -> DynamicTest.dynamicTest(tracker.getFileName().toString(), () -> assertSame(tracker)));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleSaysTheSameAtTinyLimits() throws IOException {
        return trackers().stream().map(tracker -> DynamicTest.dynamicTest(tracker.getFileName().toString(), () -> assertSame(withTinyLimits(tracker))));
    }

    private Path withTinyLimits(Path tracker) throws IOException {
        final String text = Files.readString(tracker);
        return Files.writeString(directory.resolve(tracker.getFileName().toString()), text.replaceAll("limit \\d+M", "limit 3"));
    }

    private static void assertSame(Path tracker) throws IOException {
        final CommandLine.Outcome one = run(tracker, 1);
        final CommandLine.Outcome oneInOrder = run(tracker, 1, "--order");
        final CommandLine.Outcome two = run(tracker, 2);
        assertEquals(one.out().lines().sorted().toList(), two.out().lines().sorted().toList());
        assertEquals(counts(one), counts(two));
        assertEquals(oneInOrder.out(), run(tracker, 4, "--order").out());
    }

    /** What the summary says of tables and counters. */
    private static List<String> counts(CommandLine.Outcome outcome) {
        final List<String> lines = outcome.err().lines().filter(line -> !line.startsWith("  time ") && !line.startsWith("  workers ")).toList();
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  table ")), outcome.err());
        return lines;
    }

    private static CommandLine.Outcome run(Path tracker, int workers, String... more) throws IOException {
        final List<String> words = new ArrayList<>(List.of("run", tracker.toString(), "--workers", String.valueOf(workers)));
        words.addAll(List.of(more));
        words.add("-r");
        captures().forEach(capture -> words.add(capture.toString()));
        return CommandLine.run(words);
    }

    private static List<Path> trackers() throws IOException {
        try (Stream<Path> files = Files.walk(Project.folder().resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".flow")).sorted().toList();
        }
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(Project.folder().resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
        }
    }
}
