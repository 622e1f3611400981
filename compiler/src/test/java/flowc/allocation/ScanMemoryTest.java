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

    private static String probe() throws IOException, InterruptedException {
        final List<String> options = List.of("-Xmx256m", "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED");
        return UncheckedJava.run(options, ScanProbe.class, Stream.of(FLOWS, LIMIT, BUDGET).map(String::valueOf).toList()).getLast();
    }
}
