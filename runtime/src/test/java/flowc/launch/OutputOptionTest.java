package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flowc.runtime.CountingProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files {@code -o} leaves as they are. */
class OutputOptionTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path captures;
    private Path capture;

    @BeforeEach
    void writeCaptures() throws IOException {
        captures = Files.createDirectory(folder.resolve("captures"));
        capture = TestCaptures.file(captures, "two.pcap", 2);
        TestCaptures.file(captures, "one.pcap", 1);
    }

    private int run(String... args) {
        err.reset();
        final Console console = new Console(new ByteArrayOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8));
        return TrackerCommand.run("counting", CountingProgram.tracker(), args, console);
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--memory=1KiB", "--memory=1KiB --workers=3", "--memory=1KiB --order", "--timeout=0s", "--timeout=abc", "--limit=0", "--workers=x", "--hash-seed=x", "-r missing.pcap", "-r - -"})
    void aRunThatIsRefusedLeavesEarlierResults(String options) throws IOException {
        final Path results = Files.writeString(folder.resolve("results"), "earlier");
        assertEquals(ExitCode.USAGE, run(("-r " + capture + " -o " + results + " " + options).split(" ")));
        assertEquals("earlier", Files.readString(results), () -> err().toString());
        Files.delete(results);
        assertEquals(ExitCode.USAGE, run(("-r " + capture + " -o " + results + " " + options).split(" ")));
        assertFalse(Files.exists(results), () -> err().toString());
    }

    @Test
    void soDoesOneThatFindsTooLittleMemory() throws IOException {
        final Path results = Files.writeString(folder.resolve("results"), "earlier");
        // A machine that has so much may run it.
        if (run("-r", capture.toString(), "-o", results.toString(), "--limit", "1_000_000_000") != ExitCode.OK) {
            assertEquals("earlier", Files.readString(results), () -> err().toString());
        }
    }
}
