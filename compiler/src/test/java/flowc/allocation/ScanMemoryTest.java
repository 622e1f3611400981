package flowc.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A scan takes no more memory than tables and buffers may come to. {@code -Dflowc.soak} of 600 or more scans 100 million flows. */
class ScanMemoryTest {
    private static final boolean LONG = Long.getLong("flowc.soak", 0) >= 600;
    private static final long FLOWS = LONG ? 100_000_000 : 3_000_000;
    private static final long LIMIT = LONG ? 4_000_000 : 200_000;
    private static final long BUDGET = LONG ? 2L << 30 : 128 << 20;

    /** The JVM's own: compiled code, the compilers' work, and what heap a run touches. Without a limit the flows of even the short scan are more. */
    private static final long JVM_BYTES = 192 << 20;

    @Test
    void aScanStaysWithinItsBudgetOfMemory() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/proc/self/clear_refs")), "SKIPPED: the system does not tell the most memory of a process");
        final String[] words = probe().split(" ");
        assertEquals(FLOWS, Long.parseLong(words[0]), "every packet is a flow of its own");
        final long most = Long.parseLong(words[1]);
        final long tables = Long.parseLong(words[2]);
        final long growth = Long.parseLong(words[3]);
        assertTrue(most <= BUDGET, "most " + most);
        assertTrue(tables > LIMIT * 64 && tables <= most, "tables " + tables + " most " + most);
        assertTrue(growth <= most + JVM_BYTES, "growth " + growth + " most " + most);
    }

    /** Runs without checked accesses, as users do. */
    private static String probe() throws IOException, InterruptedException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final List<String> command = Stream.concat(
                Stream.of(java, "-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), ScanProbe.class.getName()),
                Stream.of(FLOWS, LIMIT, BUDGET).map(String::valueOf)).toList();
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
        return lines.getLast();
    }
}
