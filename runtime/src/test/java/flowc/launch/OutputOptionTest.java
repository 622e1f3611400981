package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.CountingProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files {@code -o} leaves as they are. */
class OutputOptionTest {
    private static final String HELP = "help: name another file with --output";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path captures;
    private Path capture;
    private byte[] bytes;

    @BeforeEach
    void writeCaptures() throws IOException {
        captures = Files.createDirectory(folder.resolve("captures"));
        capture = TestCaptures.file(captures, "two.pcap", 2);
        TestCaptures.file(captures, "one.pcap", 1);
        bytes = Files.readAllBytes(capture);
    }

    private int run(List<Path> program, String... args) {
        err.reset();
        final Console console = new Console(new ByteArrayOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8));
        return TrackerCommand.run("counting", CountingProgram.tracker(), program, args, console);
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void assertRefused(String error, Path target, Path... read) throws IOException {
        for (final Path input : read) {
            assertEquals(ExitCode.USAGE, run(List.of(), "-r", TestCaptures.file(folder, "other.pcap", 1).toString(), input.toString(), "-o", target.toString()), input::toString);
            assertEquals(List.of("error: " + error, HELP), err());
            assertArrayEquals(bytes, Files.readAllBytes(capture));
        }
    }

    @Test
    void aCaptureThatIsReadIsNotWritten() throws IOException {
        assertRefused("'" + capture + "' is read and cannot be written at the same time", capture, capture, captures);
    }

    @Test
    void norUnderAnotherPathOrName() throws IOException {
        final Path detour = captures.resolve("..").resolve("captures").resolve("two.pcap");
        final Path symbolic = Files.createSymbolicLink(folder.resolve("symbolic"), capture);
        final Path hard = Files.createLink(folder.resolve("hard"), capture);
        for (final Path other : List.of(detour, symbolic, hard)) {
            assertRefused("'" + other + "' is '" + capture + "', which is read and cannot be written at the same time", other, capture, captures);
        }
        assertRefused("'" + capture + "' is '" + symbolic + "', which is read and cannot be written at the same time", capture, symbolic);
    }

    @Test
    void norAreTheTrackersOwnFiles() throws IOException {
        final Path program = Files.writeString(folder.resolve("counting.jar"), "program");
        assertEquals(ExitCode.USAGE, run(List.of(folder.resolve("gone"), program), "-r", capture.toString(), "-o", program.toString()));
        assertEquals(List.of("error: '" + program + "' is read and cannot be written at the same time", HELP), err());
        assertEquals("program", Files.readString(program));
    }

    @Test
    void norIsWhatStandardInputComesFrom() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/stdin")), "SKIPPED: no /dev/stdin here");
        final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        final Process process = new ProcessBuilder(java.toString(), "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), CountingMain.class.getName(),
                "-r", "-", "-o", capture.toString()).redirectInput(capture.toFile()).start();
        assertEquals("error: '" + capture + "' is standard input, which is read and cannot be written at the same time\n" + HELP + "\n",
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(ExitCode.USAGE, process.waitFor());
        assertArrayEquals(bytes, Files.readAllBytes(capture));
    }

    @Test
    void aFileBesideThoseThatAreReadIsWritten() throws IOException {
        final Path results = captures.resolve("results");
        assertEquals(ExitCode.OK, run(List.of(), "-r", captures.toString(), "-o", results.toString()), () -> err().toString());
        assertFalse(Files.readString(results).isEmpty());
        assertArrayEquals(bytes, Files.readAllBytes(capture));
    }

    @Test
    void aNameThatDidNotArriveAsItWasGivenIsNotWritten() throws IOException {
        final String results = folder + "/o\ufffd.json";
        assertEquals(ExitCode.USAGE, run(List.of(), "-r", capture.toString(), "-o", results));
        assertTrue(err().getFirst().contains("o\ufffd.json"), err()::toString);
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".json")));
        }
    }

    @Test
    void noNameAndAFolderAreNotWritten() {
        assertEquals(ExitCode.USAGE, run(List.of(), "-r", capture.toString(), "-o", ""));
        assertEquals(List.of("error: --output expects the name of a file, got ''"), err());
        assertEquals(ExitCode.USAGE, run(List.of(), "-r", capture.toString(), "-o", folder.toString()));
        assertEquals(List.of("error: '" + folder + "' is a folder"), err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--memory=1KiB", "--memory=1KiB --workers=3", "--memory=1KiB --order", "--timeout=0s", "--timeout=abc", "--limit=0", "--workers=x", "--hash-seed=x", "-r missing.pcap", "-r - -"})
    void aRunThatIsRefusedLeavesEarlierResults(String options) throws IOException {
        final Path results = Files.writeString(folder.resolve("results"), "earlier");
        assertEquals(ExitCode.USAGE, run(List.of(), ("-r " + capture + " -o " + results + " " + options).split(" ")));
        assertEquals("earlier", Files.readString(results), () -> err().toString());
        Files.delete(results);
        assertEquals(ExitCode.USAGE, run(List.of(), ("-r " + capture + " -o " + results + " " + options).split(" ")));
        assertFalse(Files.exists(results), () -> err().toString());
    }

    @Test
    void soDoesOneThatCanReadNoneOfItsCaptures() throws IOException {
        final String noise = Files.writeString(folder.resolve("noise"), "neither pcap nor pcapng").toString();
        final String empty = Files.createFile(folder.resolve("empty")).toString();
        final Path results = Files.writeString(folder.resolve("results"), "earlier");
        assertEquals(ExitCode.FAILURE, run(List.of(), "-r", noise, empty, "-o", results.toString()));
        assertEquals("earlier", Files.readString(results), () -> err().toString());
        Files.delete(results);
        assertEquals(ExitCode.FAILURE, run(List.of(), "-r", noise, empty, "-o", results.toString()));
        assertFalse(Files.exists(results), () -> err().toString());
    }

    @Test
    void oneCaptureThatCanBeReadReplacesThem() throws IOException {
        final String noise = Files.writeString(folder.resolve("noise"), "neither pcap nor pcapng").toString();
        final Path expected = folder.resolve("expected");
        assertEquals(ExitCode.OK, run(List.of(), "-r", capture.toString(), "-o", expected.toString()));
        final Path results = Files.writeString(folder.resolve("results"), "earlier ".repeat(1000));
        assertEquals(ExitCode.FAILURE, run(List.of(), "-r", noise, capture.toString(), "-o", results.toString()));
        assertEquals(Files.readString(expected), Files.readString(results));
        assertEquals(ExitCode.FAILURE, run(List.of(), "-r", TestCaptures.file(folder, "none.pcap", 0).toString(), noise, "-o", results.toString()));
        assertEquals("", Files.readString(results));
    }

    @Test
    void soDoesOneThatFindsTooLittleMemory() throws IOException {
        final Path results = Files.writeString(folder.resolve("results"), "earlier");
        // A machine that has so much may run it.
        if (run(List.of(), "-r", capture.toString(), "-o", results.toString(), "--limit", "1_000_000_000") != ExitCode.OK) {
            assertEquals("earlier", Files.readString(results), () -> err().toString());
        }
    }
}
