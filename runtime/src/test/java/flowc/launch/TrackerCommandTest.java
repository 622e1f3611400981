package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.CountingProgram;
import flowc.runtime.EngineSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrackerCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        final Console console = new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8));
        return TrackerCommand.run("counting", CountingProgram.tracker(), List.of(), args, console);
    }

    private int runOn(Path capture, String... args) {
        return run(Stream.concat(Stream.of("-r", capture.toString()), Stream.of(args)).toArray(String[]::new));
    }

    private Path capture(int packets) {
        return TestCaptures.file(folder, packets + ".pcap", packets);
    }

    private List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void printsResultsToStdoutAndTheSummaryToStderr() {
        assertEquals(ExitCode.OK, runOn(capture(2)));
        assertEquals(List.of("packets 2",
                "{\"record\":\"ended\",\"time\":\"1970-01-01T00:00:01.000000000Z\",\"id\":1,\"packets\":1,\"reason\":\"end\"}",
                "{\"record\":\"ended\",\"time\":\"1970-01-01T00:00:01.000000000Z\",\"id\":2,\"packets\":1,\"reason\":\"end\"}"), out());
        assertEquals(List.of("counting: 2 packets, 32 bytes",
                "  capture   1970-01-01T00:00:00Z to 1970-01-01T00:00:01Z (1.000 s)",
                "  table     flow: 2 flows made, ended: 2 end",
                "  records   3 written"), err().subList(0, 4));
        assertTrue(err().get(4).matches("  time      \\d+\\.\\d{3} s, [\\d.]+ [kMG]?packets/s, [\\d.]+ [kMG]?B/s"), err().get(4));
    }

    @Test
    void turnsPrintsIntoJsonWhenAsked() {
        assertEquals(ExitCode.OK, runOn(capture(1), "--format", "json"));
        assertTrue(out().getFirst().startsWith("{\"record\":\"print\",\"time\":") || out().getFirst().equals("{\"record\":\"print\",\"text\":\"packets 1\"}"), out().getFirst());
    }

    @Test
    void writesResultsToAFileWhenAsked() throws IOException {
        final Path results = folder.resolve("results");
        assertEquals(ExitCode.OK, runOn(capture(1), "-o", results.toString()));
        assertEquals(List.of(), out());
        assertEquals(2, Files.readAllLines(results).size());
        assertEquals(ExitCode.FAILURE, runOn(capture(1), "-o", folder.resolve("no/results").toString()));
        assertEquals("error: cannot write '" + folder.resolve("no/results") + "': no such file or folder", err().getLast());
    }

    @Test
    void keepsStateOverSeveralFilesAndFolders() throws IOException {
        final Path captures = Files.createDirectory(folder.resolve("captures"));
        TestCaptures.file(captures, "a.pcap", 2);
        TestCaptures.file(captures, "b.pcap1", 3);
        Files.writeString(captures.resolve("notes.txt"), "no capture");
        assertEquals(ExitCode.OK, runOn(captures, capture(2).toString()));
        assertEquals("counting: 7 packets, 112 bytes", err().getFirst());
        assertEquals("  table     flow: 3 flows made, ended: 3 end", err().get(2));
    }

    @Test
    void namesWhatCannotBeRead() throws IOException {
        assertEquals(ExitCode.USAGE, run("-r", "missing.pcap"));
        assertEquals("error: capture 'missing.pcap' does not exist", err().getLast());
        assertEquals(ExitCode.USAGE, run("-r", ""));
        assertEquals("error: capture '' has an empty name", err().getLast());
        final Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals(ExitCode.USAGE, runOn(empty));
        assertEquals("error: folder '" + empty + "' has no captures (*.pcap, *.pcapng, *.cap, also with .gz behind)", err().getLast());
    }

    @Test
    void explainsWrongUsage() {
        assertEquals(ExitCode.USAGE, run());
        assertEquals(List.of("error: nothing to read: give captures with -r FILE", "help: 'counting --help' shows what there is"), err());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r", "x", "--formt", "json"));
        assertEquals(List.of("error: unknown option '--formt'", "help: did you mean '--format'?", "help: 'counting --help' shows what there is"), err());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r", "x", "--format", "xml"));
        assertEquals("error: --format expects one of text, json, got 'xml'", err().getFirst());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r"));
        assertEquals("error: nothing to read: give captures with -r FILE", err().getFirst());
        err.reset();
        final Path capture = capture(1);
        assertEquals(ExitCode.USAGE, run("--limit", "5", capture.toString()));
        assertEquals(List.of("error: nothing to read: give captures with -r FILE", "help: did you mean '-r " + capture + "'?", "help: 'counting --help' shows what there is"), err());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r", "x", "-o"));
        assertEquals("error: --output expects a value", err().getFirst());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r", "x", "--hash-seed", "abc"));
        assertEquals("error: --hash-seed expects a whole number, got 'abc'", err().getFirst());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r", "x", "--hash-seed=-9223372036854775809"));
        assertEquals("error: --hash-seed expects a number of at most 64 bits, got '-9223372036854775809'", err().getFirst());
        err.reset();
        assertEquals(ExitCode.USAGE, run("-r", "x", "--hash-seed", "18446744073709551616"));
        assertEquals("error: --hash-seed expects a number of at most 64 bits, got '18446744073709551616'", err().getFirst());
        assertEquals(Long.MIN_VALUE, EngineSettings.seed("--hash-seed", "-9223372036854775808"));
        assertEquals(-1, EngineSettings.seed("--hash-seed", "18446744073709551615"));
    }

    @Test
    void takesTheTrackersParametersAsTypedOptions() {
        assertEquals(ExitCode.OK, runOn(capture(3), "--timeout", "500ms", "--limit=2k"));
        assertEquals("  table     flow: 3 flows made, ended: 2 idle, 1 end", err().get(2));
        err.reset();
        assertEquals(ExitCode.USAGE, runOn(capture(3), "--timeout", "abc"));
        assertEquals("error: --timeout expects a duration such as 30s or 5min, got 'abc'", err().getFirst());
        err.reset();
        assertEquals(ExitCode.USAGE, runOn(capture(3), "--timeout", "0s"));
        assertEquals("error: the idle timeout of table 'flow' must be more than 0, got 0 s", err().getFirst());
        err.reset();
        assertEquals(ExitCode.USAGE, runOn(capture(3), "--timeuot", "5s"));
        assertEquals("help: did you mean '--timeout'?", err().get(1));
    }

    @Test
    void exitsWith4WhenSomethingWasLostAndStrictWasGiven() {
        assertEquals(ExitCode.OK, runOn(capture(3), "--limit", "2"));
        assertEquals("warning: table 'flow' reached its limit of 2 rows: 1 flow evicted; a larger 'limit' keeps them", err().getFirst());
        assertEquals(ExitCode.LOST, runOn(capture(3), "--limit", "2", "--strict"));
        assertEquals("error: lost, and --strict was given: flows of full tables", err().getLast());
        assertEquals(ExitCode.OK, runOn(capture(3), "--strict"));
        assertEquals(ExitCode.LOST, runOn(capture(3), "--interval", "1us", "--strict"), "most marks of a gap of a second");
        assertEquals("error: lost, and --strict was given: marks of 'every'", err().getLast());
    }

    @Test
    void writesTheSummaryAsJsonOrNotAtAll() {
        assertEquals(ExitCode.OK, runOn(capture(2), "--summary", "json"));
        assertTrue(err().getFirst().startsWith("{\"tracker\":\"counting\",\"packets\":2,\"bytes\":32,\"captured_bytes\":32,\"first_ns\":0,\"last_ns\":1000000000,\"damages\":[],"
                + "\"tables\":[{\"name\":\"flow\",\"limit\":1000,\"made\":2,\"ended\":{\"idle\":0,\"active\":0,\"closed\":0,\"evicted\":0,\"expired\":0,\"end\":2},\"refused\":0,\"live\":0}]"), err().getFirst());
        err.reset();
        assertEquals(ExitCode.OK, runOn(capture(2), "--summary", "none"));
        assertEquals(List.of(), err());
    }

    @Test
    void coloursStderrOnlyWhenAsked() {
        runOn(capture(3), "--limit", "2", "--color", "always");
        assertTrue(err().getFirst().startsWith("\u001b[1;33mwarning\u001b[0m: "), err().getFirst());
    }

    @Test
    void showsHelpWithTheTrackersOwnParameters() throws IOException {
        assertEquals(ExitCode.OK, run("--help"));
        assertEquals(Golden.text(getClass(), "counting-help.txt", out.toString(StandardCharsets.UTF_8)), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void keepsEveryOptionOutOfTheTrackersReach() {
        final var names = new java.util.TreeSet<String>();
        RunHelp.spec("flowc run").options().forEach(option -> Stream.of(option.names()).filter(name -> name.startsWith("--")).map(name -> name.substring(2)).forEach(names::add));
        assertTrue(ReservedOptions.NAMES.containsAll(names), names + " are reserved");
    }

    /** What lies between packets is given back though no worker has anything to give back. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void severalWorkersPassABlockThatIsLongerThanAStreamsWindow() throws IOException {
        final int length = 200 << 20;
        final ByteBuffer head = ByteBuffer.allocate(28 + 20 + 8).order(ByteOrder.LITTLE_ENDIAN).putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
        head.putInt(1).putInt(20).putShort((short) 1).putShort((short) 0).putInt(0).putInt(20).putInt(0xbad).putInt(length);
        final byte[] end = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
        final InputStream processInput = System.in;
        final Path zeros = folder.resolve("zeros");
        try (RandomAccessFile file = new RandomAccessFile(zeros.toFile(), "rw")) {
            file.setLength(length - 12);
        }
        try (InputStream body = Files.newInputStream(zeros)) {
            System.setIn(new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(head.array()), body, new ByteArrayInputStream(end)))));
            assertEquals(ExitCode.OK, run("-r", "-", "--workers", "2"), () -> err().toString());
        } finally {
            System.setIn(processInput);
        }
        assertEquals("counting: 0 packets, 0 bytes", err().getFirst());
    }
}
