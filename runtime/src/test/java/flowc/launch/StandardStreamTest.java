package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was started with closed or foreign descriptors, as a tracker's jar is that no launcher guards. */
class StandardStreamTest {
    @TempDir
    private Path folder;
    private String capture;

    @BeforeEach
    void writeCapture() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")), "SKIPPED: what a process has open is known on Linux only");
        capture = TestCaptures.file(folder, "some.pcap", 10).toString();
    }

    private JavaProcess start(String redirection, String... args) throws Exception {
        final List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" " + redirection));
        command.addAll(JavaProcess.command("-cp", System.getProperty("java.class.path"), CountingMain.class.getName(), "-r", capture));
        command.addAll(List.of(args));
        return JavaProcess.startCommand(command).reading();
    }

    @ParameterizedTest
    @CsvSource({">&-, 3", "2>&-, 0", ">&- 2>&-, 3"})
    void endsByItselfWhereOutputsAreClosed(String redirection, int exitCode) throws Exception {
        try (JavaProcess run = start(redirection)) {
            assertEquals(exitCode, run.exitCode(), run.err());
            assertTrue(exitCode == 0 || redirection.contains("2") || run.err().startsWith("error: cannot write results: "), run.err());
        }
    }

    /** By such a name the JVM's own file would be emptied where the descriptor is closed. */
    @ParameterizedTest
    @CsvSource({"1, /dev/stdout", "2, /dev/stderr", "1, /dev/fd/1", "7, /dev/../proc/self/fd/7"})
    void writesNoDescriptorThatIsOpenForReadingOnly(String descriptor, String name) throws Exception {
        final Path kept = Files.writeString(folder.resolve("kept"), "kept");
        try (JavaProcess run = start(descriptor + "< " + kept, "-o", name)) {
            assertEquals(ExitCode.FAILURE, run.exitCode(), run.err());
            assertEquals("kept", Files.readString(kept));
            assertEquals(descriptor.equals("2") ? "" : "error: cannot write '" + name + "': it is closed, or not open for writing\n", run.err());
        }
    }

    @Test
    void writesStandardOutputByItsName() throws Exception {
        try (JavaProcess run = start("", "-o", "/dev/stdout")) {
            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertEquals(11, run.out().lines().count());
        }
    }
}
