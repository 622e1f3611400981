package flowc.cli;

import static flowc.cli.Cli.flowc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.launch.ExitCode;
import flowc.runtime.packet.pcap.PcapWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a tracker's text to its results, in memory and as a jar. */
class RunTest {
    private static final String TRACKER = """
            // Counts packets of flows.
            tracker tiny
            param timeout: duration = 30s
            table flow key flow5 idle timeout {
              packets: u64
              on packet { packets += 1 }
              on expire { emit done { packets } }
            }
            """;
    private static final String UDP = "ffffffffffff0200000000010800" + "4500001c000040004011000001020304050607080035d43100080000";

    @TempDir
    private Path folder;

    private String tracker;
    private String capture;

    @BeforeEach
    void writeFiles() throws IOException {
        tracker = Files.writeString(folder.resolve("tiny.flow"), TRACKER).toString();
        capture = folder.resolve("three.pcap").toString();
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(Path.of(capture)), 1)) {
            for (long second : new long[] {0, 1, 40}) {
                writer.write(second * 1_000_000_000L, HexFormat.of().parseHex(UDP));
            }
        }
    }

    @Test
    void runsATrackerInMemory() {
        final Cli run = flowc("run", tracker, "-r", capture);
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertEquals("{\"record\":\"done\",\"time\":\"1970-01-01T00:00:31.000000000Z\",\"packets\":2}\n{\"record\":\"done\",\"time\":\"1970-01-01T00:00:40.000000000Z\",\"packets\":1}\n", run.out());
        assertTrue(run.err().startsWith("tiny: 3 packets, 126 bytes\n"), run.err());
    }

    @Test
    void takesParametersOnTheCommandLineWhereverTheTrackerStands() {
        assertEquals("{\"record\":\"done\",\"time\":\"1970-01-01T00:00:40.000000000Z\",\"packets\":3}\n", flowc("run", "-r", capture, tracker, "--timeout", "1min").out());
        assertEquals("error: --timeout expects a duration such as 30s or 5min, got 'soon'", flowc("run", tracker, "-r", capture, "--timeout", "soon").firstError());
        final Cli help = flowc("run", tracker, "--help");
        assertEquals(ExitCode.OK, help.exitCode());
        assertTrue(help.out().contains("--timeout=<duration>") && help.out().contains("(default: 30s)"), help.out());
    }

    @Test
    void takesAParameterOnceAndSaysHowASwitchIsTurnedOff() throws IOException {
        assertEquals("error: option '--timeout' should be specified only once", flowc("run", tracker, "-r", capture, "--timeout", "1s", "--timeout", "2s").firstError());
        assertEquals("error: option '--order' should be specified only once", flowc("run", tracker, "-r", capture, "--order", "--order").firstError(), "as options of every run");
        final String loud = Files.writeString(folder.resolve("loud.flow"), TRACKER.replace("param timeout", "param loud: bool = true\nparam timeout").replace("{ emit done", "where loud { emit done")).toString();
        assertEquals("", flowc("run", loud, "-r", capture, "--loud=false").out());
        assertEquals("error: unknown option '--no-loud'\nhelp: did you mean '--loud=false'?\nhelp: 'flowc run " + loud + " --help' shows what there is\n", flowc("run", loud, "-r", capture, "--no-loud").err());
    }

    @Test
    void limitsBeyondSignedNumbersAreTooManyAndNotNegative() throws IOException {
        final String limited = Files.writeString(folder.resolve("limited.flow"), TRACKER.replace("param timeout", "param most: u64 = 10\nparam timeout").replace("idle timeout", "limit most idle timeout")).toString();
        assertEquals("{\"record\":\"done\",\"time\":\"1970-01-01T00:00:40.000000000Z\",\"packets\":3}\n", flowc("run", "-r", capture, limited, "--timeout", "1min", "--most", "1").out());
        assertEquals("error: the limit of table 'flow' must be at most 1073741568 rows, got 2^63 or more", flowc("run", limited, "-r", capture, "--most", "18446744073709551615").firstError());
        assertEquals("error: the limit of table 'flow' must be at most 1073741568 rows, got 9223372036854775806", flowc("run", limited, "-r", capture, "--most", "9223372036854775806").firstError());
    }

    @Test
    void compilesToAJarThatGivesTheSameResultsAndTheSameBytes() throws Exception {
        final Path jar = folder.resolve("tiny.jar");
        assertEquals(new Cli(ExitCode.OK, "", ""), flowc("compile", tracker, "-o", jar.toString()));
        final byte[] first = Files.readAllBytes(jar);
        assertEquals(ExitCode.OK, flowc("compile", tracker, "-o", jar.toString()).exitCode());
        assertArrayEquals(first, Files.readAllBytes(jar));
        final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        final Process process = new ProcessBuilder(java.toString(), "-jar", jar.toString(), "-r", capture).redirectError(folder.resolve("err").toFile()).start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.OK, process.waitFor(), Files.readString(folder.resolve("err")));
        assertEquals(flowc("run", tracker, "-r", capture).out(), out);
    }

    @Test
    void orderIsByKeyWhateverTheHashSeed() throws Exception {
        final Path busy = folder.resolve("busy.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(busy), 1)) {
            for (int host = 200; host > 0; host--) {
                writer.write(0, HexFormat.of().parseHex(UDP.replace("01020304", String.format("%08x", host * 259))));
            }
        }
        final String hosts = Files.writeString(folder.resolve("hosts.flow"), """
                tracker hosts
                table host key (src: ip.src) { on packet { emit seen { key } }  on expire { emit host { key } } }
                table flow key flow5 { on expire { print "{key.src}" } }
                """).toString();
        final String expected = flowc("run", hosts, "-r", busy.toString(), "--order", "--hash-seed", "1").out();
        for (String seed : new String[] {"2", "3"}) {
            assertEquals(expected, flowc("run", hosts, "-r", busy.toString(), "--order", "--hash-seed", seed).out());
        }
        final var first = expected.lines().filter(line -> line.contains("\"seen\"")).map(line -> line.replaceFirst(".*src\":\"", "")).toList();
        assertEquals("0.0.1.3\"}}", first.getFirst());
        assertEquals("0.0.2.6\"}}", first.get(1));
        assertEquals(200, first.size());
    }

    @Test
    void refusesToWriteAJarWhereNoneCanBe() {
        assertEquals("error: '" + folder + "' is a folder", flowc("compile", tracker, "-o", folder.toString()).firstError());
        assertEquals(new Cli(ExitCode.USAGE, "", "error: --output expects the name of a file, got ''\n"), flowc("compile", tracker, "-o", ""));
        final Path missing = folder.resolve("no/tiny.jar");
        assertEquals("error: folder '" + missing.getParent() + "' does not exist", flowc("compile", tracker, "-o", missing.toString()).firstError());
    }

    @Test
    void nothingThatATrackerComesFromIsWritten() throws Exception {
        final Path library = Files.writeString(folder.resolve("library.flow"), "const ONE = 1\n");
        final Path importing = Files.writeString(folder.resolve("importing.flow"), TRACKER.replace("tracker tiny\n", "tracker importing\nimport \"library.flow\"\n").replace("+= 1", "+= library.ONE"));
        assertEquals(ExitCode.OK, flowc("run", importing.toString(), "-r", capture).exitCode(), () -> flowc("run", importing.toString(), "-r", capture).err());
        final Path link = Files.createSymbolicLink(folder.resolve("link.jar"), importing);
        final Map<Path, String> errorByTarget = Map.of(importing, "error: '" + importing + "'", library, "error: '" + library + "'", link, "error: '" + link + "' is '" + importing + "', which");
        for (final var refused : errorByTarget.entrySet()) {
            final String text = Files.readString(refused.getKey());
            final Cli expected = new Cli(ExitCode.USAGE, "", refused.getValue() + " is read and cannot be written at the same time\nhelp: name another file with --output\n");
            assertEquals(expected, flowc("run", importing.toString(), "-r", capture, "-o", refused.getKey().toString()));
            assertEquals(expected, flowc("compile", importing.toString(), "-o", refused.getKey().toString()));
            assertEquals(text, Files.readString(refused.getKey()));
        }
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void aJarDoesNotOverwriteItself() throws Exception {
        final Path jar = folder.resolve("tiny.jar");
        assertEquals(ExitCode.OK, flowc("compile", tracker, "-o", jar.toString()).exitCode());
        final byte[] bytes = Files.readAllBytes(jar);
        final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        final Process process = new ProcessBuilder(java.toString(), "-jar", "tiny.jar", "-r", capture, "-o", jar.toString()).directory(folder.toFile()).start();
        assertEquals("error: '" + jar + "' is 'tiny.jar', which is read and cannot be written at the same time\nhelp: name another file with --output\n",
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(ExitCode.USAGE, process.waitFor());
        assertArrayEquals(bytes, Files.readAllBytes(jar));
    }

    @Test
    void strictFailsWhenFaultsCutHandlersShortOrDumpsWereNotRecorded() throws IOException {
        final String faulty = Files.writeString(folder.resolve("faulty.flow"), TRACKER.replace("{ packets }", "{ packets, share: 10 / (packets - 1) }")).toString();
        assertLost("what faults cut short", faulty);
        final String dumping = Files.writeString(folder.resolve("dumping.flow"), TRACKER.replace("table flow", "ring 8 MiB\ntable flow").replace("packets += 1", "packets += 1  dump key")).toString();
        assertLost("packets to dump", dumping);
        assertEquals(ExitCode.OK, flowc("run", tracker, "-r", capture, "--strict").exitCode());
    }

    private void assertLost(String what, String tracker) {
        final Cli lax = flowc("run", tracker, "-r", capture);
        assertEquals(ExitCode.OK, lax.exitCode(), lax.err());
        final Cli strict = flowc("run", tracker, "-r", capture, "--strict");
        assertEquals(ExitCode.LOST, strict.exitCode(), strict.err());
        assertTrue(strict.err().endsWith("error: lost, and --strict was given: " + what + "\n"), strict.err());
    }

    @Test
    void showsEveryStage() {
        for (String stage : new String[] {"ast", "types", "ir", "bytecode"}) {
            final Cli show = flowc("show", tracker, "--stage", stage);
            assertEquals(ExitCode.OK, show.exitCode(), show.err());
            assertFalse(show.out().isBlank(), stage);
        }
        assertTrue(flowc("show", tracker, "--stage", "ast").out().contains("tracker tiny"));
    }
}
