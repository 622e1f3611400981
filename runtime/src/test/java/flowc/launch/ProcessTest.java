package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a real process shows: exit codes, signals, pipes. */
class ProcessTest {
    private static final String INTERRUPTED = "warning: interrupted before the end of the input: results are of what was read until then\n";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsLinux() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "SKIPPED: signals and pipes are tested on Linux only");
    }

    @Test
    void exitsWith3AfterPartialResultsWhenACaptureIsCut() throws Exception {
        final byte[] whole = TestCaptures.bytes(5);
        final Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 3));
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", cut.toString()).reading()) {
            assertEquals(ExitCode.FAILURE, run.exitCode());
            assertEquals(4, run.out().lines().filter(line -> line.contains("\"record\":\"ended\"")).count());
            assertTrue(run.err().startsWith("error: " + cut + ": stopped at byte 152: "), run.err());
        }
    }

    @Test
    void drainsAndExitsWith0OnTheFirstInterruptWhileAPipeStaysOpen() throws Exception {
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", "-").reading()) {
            final OutputStream pipe = run.process.getOutputStream();
            final byte[] capture = TestCaptures.bytes(100);
            pipe.write(capture, 0, capture.length - 5);
            pipe.flush();
            run.awaitThread("flowc-stdin");
            run.signal("INT");
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertTrue(run.err().startsWith(INTERRUPTED + "counting: 99 packets"), run.err());
            assertEquals(99, run.out().lines().filter(line -> line.contains("\"record\":\"ended\"")).count());
        }
    }

    @Test
    void opensNoFileBehindAPipeThatAnInterruptHasEnded() throws Exception {
        final Path behind = TestCaptures.file(folder, "behind.pcap", 1_000);
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", "-", behind.toString()).reading()) {
            final OutputStream pipe = run.process.getOutputStream();
            pipe.write(TestCaptures.bytes(99));
            pipe.flush();
            run.awaitThread("flowc-stdin");
            run.signal("INT");
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertTrue(run.err().startsWith(INTERRUPTED + "counting: 99 packets"), run.err());
        }
    }

    @Test
    void drainsAndExitsWith0OnTheFirstInterruptInTheMiddleOfAFile() throws Exception {
        final int packets = 200_000;
        final Path capture = TestCaptures.file(folder, "long.pcap", packets);
        try (JavaProcess run = JavaProcess.startLogging(folder.resolve("threads"), CountingMain.class, "-r", capture.toString(), "--timeout", "1s", "--interval", "30d")) {
            // Nobody reads on, so the run waits with its buffers full until the interrupt has come.
            assertTrue(run.process.getInputStream().read() >= 0);
            run.signal("INT");
            run.awaitHandled("INT");
            final long records = run.reading().out().lines().count();
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            final long read = Long.parseLong(run.err().replaceFirst("(?s).*counting: ([0-9,]+) packets.*", "$1").replace(",", ""));
            assertTrue(read < packets, run.err());
            assertEquals(read + 1, records, "a record for every flow, and the count of the last interval");
        }
    }

    @Test
    void endsOnTheFirstInterruptThoughAPipeBringsNothing() throws Exception {
        final Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        // Opening the writing end waits for the reader, who by then takes signals; nothing is ever written.
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", fifo.toString()).reading(); OutputStream _ = new FileOutputStream(fifo.toFile())) {
            run.signal("INT");
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertTrue(run.err().startsWith(INTERRUPTED + "counting: 0 packets, 0 bytes\n  input     interrupted, not read to its end\n"), run.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129"})
    void tellsThatPacketsAreMissingAfterASignalThatIsNoCtrlC(String signal, int exitCode) throws Exception {
        final Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", fifo.toString(), "--summary", "json").reading(); OutputStream _ = new FileOutputStream(fifo.toFile())) {
            run.signal(signal);
            assertEquals(exitCode, run.exitCode(), run.err());
            assertTrue(run.err().startsWith(INTERRUPTED) && run.err().contains("\"interrupted\":true"), run.err());
        }
    }

    @Test
    void exitsWith0OnTermWhenAllIsRead() throws Exception {
        final Path capture = TestCaptures.file(folder, "long.pcap", 20_000);
        try (JavaProcess run = JavaProcess.startLogging(folder.resolve("threads"), CountingMain.class, "-r", capture.toString(), "--timeout", "30d", "--interval", "30d", "--limit", "20000", "--summary", "json")) {
            // Flows end with the input, and nobody reads on, so the run waits with its records.
            assertTrue(run.process.getInputStream().read() >= 0);
            run.signal("TERM");
            run.awaitHandled("TERM");
            assertEquals(ExitCode.OK, run.reading().exitCode(), run.err());
            assertTrue(run.err().startsWith("{") && run.err().contains("\"interrupted\":false"), run.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, INT, 130", "TERM, TERM, 143", "TERM, INT, 130", "HUP, TERM, 143"})
    void endsAtOnceOnTheSecondSignal(String first, String second, int exitCode) throws Exception {
        final Path capture = TestCaptures.file(folder, "long.pcap", 200_000);
        try (JavaProcess run = JavaProcess.startLogging(folder.resolve("threads"), CountingMain.class, "-r", capture.toString(), "--timeout", "1s")) {
            // Nobody reads on, so no drain ends the run.
            assertTrue(run.process.getInputStream().read() >= 0);
            run.signal(first);
            run.awaitHandled(first);
            assertTrue(run.process.isAlive(), "the first signal ends nothing by force");
            run.signal(second);
            assertEquals(exitCode, run.reading().exitCode());
        }
    }

    /** The system and a shell may send one each when their terminal is closed. */
    @Test
    void drainsAfterASecondHangUpToo() throws Exception {
        final Path capture = TestCaptures.file(folder, "long.pcap", 200_000);
        try (JavaProcess run = JavaProcess.startLogging(folder.resolve("threads"), CountingMain.class, "-r", capture.toString(), "--timeout", "1s")) {
            assertTrue(run.process.getInputStream().read() >= 0);
            run.signal("HUP");
            run.awaitHandled("HUP");
            run.signal("HUP");
            assertEquals(ExitCode.HUNG_UP, run.reading().exitCode(), run.err());
            assertTrue(run.err().startsWith(INTERRUPTED), run.err());
            assertTrue(run.out().endsWith("\n"), "the last record is whole");
        }
    }

    @Test
    void endsQuietlyWhenTheReaderOfItsResultsGoesAway() throws Exception {
        final Path capture = TestCaptures.file(folder, "many.pcap", 20_000);
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", capture.toString(), "--timeout", "1s")) {
            assertTrue(run.process.getInputStream().read() >= 0);
            run.process.getInputStream().close();
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertEquals("", run.err());
        }
    }

    @Test
    void allocatesNothingPerPacketThoughEachMakesAFlowAndARecord() throws Exception {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final List<String> command = List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), AllocationMain.class.getName());
        try (JavaProcess run = JavaProcess.startCommand(command).reading()) {
            assertEquals(0, run.exitCode(), run.err());
            final long bytes = Long.parseLong(run.out().strip());
            assertTrue(bytes < 100_000, "bytes for a million packets: " + bytes);
        }
    }

    @Test
    void exitsWith3WhenTheDiskOfTheResultsIsFull() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")), "SKIPPED: no /dev/full here");
        final Path capture = TestCaptures.file(folder, "some.pcap", 10);
        try (JavaProcess run = JavaProcess.start(CountingMain.class, "-r", capture.toString(), "-o", "/dev/full").reading()) {
            assertEquals(ExitCode.FAILURE, run.exitCode());
            assertTrue(run.err().startsWith("error: "), run.err());
            assertTrue(run.err().contains("No space left"), run.err());
        }
    }
}
