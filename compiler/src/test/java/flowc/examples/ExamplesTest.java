package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder of examples/: NAME/NAME.flow over each capture beside it prints CAPTURE.expected. */
final class ExamplesTest {
    @TestFactory
    Stream<DynamicTest> everyExamplePrintsWhatItsPageShows() throws IOException {
        final List<Path> folders = list(Project.folder().resolve("examples"), "");
        assertFalse(folders.isEmpty(), "no examples");
        return folders.stream().filter(Files::isDirectory).flatMap(ExamplesTest::captures);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleHasAPage() throws IOException {
        return list(Project.folder().resolve("examples"), "").stream().filter(Files::isDirectory)
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> assertTrue(Files.exists(folder.resolve("README.md")))));
    }

    private static Stream<DynamicTest> captures(Path folder) {
        final Path tracker = folder.resolve(folder.getFileName() + ".flow");
        final List<Path> captures = list(folder, ".pcap");
        assertFalse(captures.isEmpty(), "no capture in " + folder);
        return captures.stream().map(capture -> DynamicTest.dynamicTest(
                folder.getFileName() + " on " + capture.getFileName(), () -> printsWhatIsExpected(tracker, capture)));
    }

    private static void printsWhatIsExpected(Path tracker, Path capture) throws IOException {
        final var outcome = CommandLine.run("run", tracker.toString(), "-r", capture.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        final Path expected = Path.of(capture.toString().replaceFirst("\\.pcap$", ".expected"));
        assertEquals(Project.expected(expected, outcome.out()), outcome.out(), outcome.err());
    }

    private static List<Path> list(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
