package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code --memory} the heap stays small in a JVM that would let it grow. {@code -Dflowc.seed=N} repeats a run. */
class HeapWatchTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_123);
    private static final long GARBAGE_MIB = HeapWatch.GARBAGE_BYTES >> 20;

    @TempDir
    private Path folder;

    /** Of a JVM in which nothing is collected of itself before there are 300 MiB, and what a thread has taken to fill hardly counts as used. */
    private static JavaProcess roomy(String... args) throws Exception {
        final List<String> command = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-Xmn400m", "-XX:TLABSize=64k", "-XX:-ResizeTLAB", "-cp", System.getProperty("java.class.path"), HeapWatchMain.class.getName()));
        command.addAll(List.of(args));
        return JavaProcess.startCommand(JavaProcess.command(command.toArray(String[]::new))).reading();
    }

    /** The most garbage of a round, and what the JVM itself and the last piece of garbage may add. */
    private static final long SLACK_MIB = 6;

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 10", "0, 250", "40, 0", "40, 100", "40, 200"})
    void theHeapIsNeverMuchLargerThanWhatIsKept(long keptMib, long garbageMib) throws Exception {
        try (JavaProcess process = roomy("watch", String.valueOf(keptMib), String.valueOf(garbageMib), String.valueOf(SEED))) {
            assertEquals(0, process.exitCode(), process::err);
            final String[] said = process.out().strip().split(" ");
            final long collections = Long.parseLong(said[0]);
            final long most = Long.parseLong(said[1]);
            assertTrue(most <= GARBAGE_MIB + SLACK_MIB, () -> "seed " + SEED + ": " + most + " MiB of garbage");
            // One when it begins, where more is kept than that; and else only for so much garbage again.
            assertTrue(collections <= 1 + garbageMib / GARBAGE_MIB, () -> "seed " + SEED + ": " + collections + " collections for " + garbageMib + " MiB of garbage");
        }
    }

    @Test
    void aRunWithABudgetBeginsWithASmallHeapAndOthersLeaveItAlone() throws Exception {
        final String capture = TestCaptures.file(folder, "two.pcap", 2).toString();
        assertEquals("collections 1", lastOf("run", "-r", capture, "--memory", "256MiB"));
        assertEquals("collections 0", lastOf("run", "-r", capture));
    }

    private static String lastOf(String... args) throws Exception {
        try (JavaProcess process = roomy(args)) {
            assertEquals(0, process.exitCode(), process::err);
            return process.err().lines().toList().getLast();
        }
    }

    @Test
    void whatIsToldOfTheRunIsPassedOn() {
        final List<Progress.Snapshot> told = new ArrayList<>();
        final HeapWatch watch = new HeapWatch(told::add);
        final Progress.Snapshot first = new Progress.Snapshot(1, 2, 3, null, 4);
        final Progress.Snapshot second = new Progress.Snapshot(5, 6, 7, null, 8);
        watch.update(first);
        watch.update(second);
        assertSame(first, told.getFirst());
        assertEquals(List.of(first, second), told);
    }
}
