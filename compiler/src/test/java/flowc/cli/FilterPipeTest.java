package flowc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.launch.ExitCode;
import flowc.runtime.packet.pcap.PcapWriter;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code flowc filter} as a process on pipes that stay open. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilterPipeTest {
    private static final String INTERRUPTED = "warning: interrupted before the end of the input: results are of what was read until then\n";

    @TempDir
    private Path folder;

    private Path fifo;
    private Process process;

    @BeforeEach
    void makePipe() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "SKIPPED: signals and pipes are tested on Linux only");
        fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    }

    private static byte[] capture(int packets) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(bytes, 1)) {
            for (int i = 0; i < packets; i++) {
                writer.write(i, new byte[60]);
            }
        }
        return bytes.toByteArray();
    }

    private void start(String... args) throws IOException {
        startFilter(Stream.concat(Stream.of(""), Stream.of(args)));
    }

    private void startExpressions(String... args) throws IOException {
        final Path expressions = Files.writeString(folder.resolve("expressions"), "<empty>\nudp\n");
        startFilter(Stream.concat(Stream.of("--expressions", expressions.toString()), Stream.of(args)));
    }

    private void startFilter(Stream<String> args) throws IOException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "filter"));
        command.addAll(args.toList());
        process = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    }

    private void signal(String name) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor());
    }

    private void assertEnds(int exitCode, String err) throws Exception {
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals(err, Files.readString(folder.resolve("err")));
            assertEquals(exitCode, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void listsPacketsWhenTheyComeAndEndsOnTheFirstInterrupt() throws Exception {
        start("-r", fifo.toString());
        try (OutputStream pipe = new FileOutputStream(fifo.toFile()); BufferedReader lines = process.inputReader()) {
            pipe.write(capture(1));
            assertTrue(lines.readLine().startsWith("1 "), "while the pipe stays open");
            signal("TERM");
            assertEnds(ExitCode.TERMINATED, INTERRUPTED);
        }
    }

    @Test
    void writesPacketsWhenTheyCome() throws Exception {
        start("-r", fifo.toString(), "-w", "-");
        final byte[] two = capture(2);
        final int one = capture(1).length;
        try (OutputStream pipe = new FileOutputStream(fifo.toFile()); InputStream written = process.getInputStream()) {
            pipe.write(two, 0, one);
            assertEquals(one, written.readNBytes(one).length, "while the pipe stays open");
            pipe.write(two, one, two.length - one);
            pipe.close();
            assertEquals(two.length - one, written.readAllBytes().length);
            assertEnds(ExitCode.OK, "");
        }
    }

    @Test
    void endsOnTheFirstInterruptThoughAPipeBringsNothing() throws Exception {
        start("-r", fifo.toString());
        assertEndsThoughThePipeBringsNothing();
    }

    private void assertEndsThoughThePipeBringsNothing() throws Exception {
        try (OutputStream _ = new FileOutputStream(fifo.toFile())) {
            signal("TERM");
            assertEnds(ExitCode.TERMINATED, INTERRUPTED);
        }
    }

    @Test
    void opensNoFileBehindStandardInputThatAnInterruptHasEnded() throws Exception {
        final Path behind = Files.write(folder.resolve("behind.pcap"), capture(7));
        start("-r", "-", behind.toString());
        try (OutputStream pipe = process.getOutputStream(); BufferedReader lines = process.inputReader()) {
            pipe.write(capture(1));
            pipe.flush();
            assertTrue(lines.readLine().contains("standard input"));
            signal("TERM");
            assertFalse(lines.lines().anyMatch(line -> line.contains("behind")));
            assertEnds(ExitCode.TERMINATED, INTERRUPTED + "warning: '" + behind + "' was not read\n");
        }
    }

    @Test
    void endsManyExpressionsOnTheFirstInterruptThoughAPipeBringsNothing() throws Exception {
        startExpressions("-r", fifo.toString());
        assertEndsThoughThePipeBringsNothing();
    }

    @Test
    void printsRowsOfWhatStandardInputBroughtBeforeAnInterrupt() throws Exception {
        final Path behind = Files.write(folder.resolve("behind.pcap"), capture(7));
        startExpressions("-r", "-", behind.toString());
        try (OutputStream pipe = process.getOutputStream(); BufferedReader lines = process.inputReader()) {
            // More than a pipe holds, so that it is being read.
            pipe.write(capture(10_000));
            pipe.flush();
            signal("TERM");
            final List<String> rows = lines.lines().toList();
            assertTrue(rows.getFirst().matches("<empty>\tstandard input\t[1-9][0-9]*\t[0-9a-f]{16}"), rows::toString);
            assertEquals(List.of("udp\tstandard input\t0\tcbf29ce484222325"), rows.subList(1, rows.size()));
            assertEnds(ExitCode.TERMINATED, INTERRUPTED + "warning: '" + behind + "' was not read\n");
        }
    }

    /** The file in front of the pipe is read before, so that it may be cut then. */
    @Test
    void readsCapturesOneAfterTheOtherForManyExpressions() throws Exception {
        final Path before = Files.write(folder.resolve("before.pcap"), capture(1_000));
        startExpressions("-r", before.toString(), fifo.toString());
        try (OutputStream pipe = new FileOutputStream(fifo.toFile()); BufferedReader lines = process.inputReader()) {
            Files.write(before, new byte[0]);
            pipe.write(capture(1));
            pipe.close();
            assertEquals(List.of("1000", "1", "0", "0"), lines.lines().map(line -> line.split("\t")[2]).toList());
            assertEnds(ExitCode.OK, "");
        }
    }

    /** The JVM has its own library of classes there, without which it dies. */
    @Test
    void whoseStandardOutputWasClosedClosesNoOther() throws Exception {
        final Path source = Files.write(folder.resolve("source.pcap"), capture(3));
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder("/bin/sh", "-c", "exec \"$0\" \"$@\" >&-", java, "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "filter", "", "-r", source.toString(), "-w", "-")
                .redirectError(folder.resolve("err").toFile()).start();
        assertEnds(ExitCode.FAILURE, "error: cannot write to stdout: Bad file descriptor\n");
    }
}
