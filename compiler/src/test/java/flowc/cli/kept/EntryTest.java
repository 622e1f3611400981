package flowc.cli.kept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.cli.kept.Imports.Imported;
import flowc.compiler.CompiledTracker;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import flowc.compiler.testing.FlowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code -Dflowc.seed=N} repeats a run. */
class EntryTest {
    private static final int CASES = 2000;
    private static final Source TINY = new Source("tiny.flow", "tracker tiny\ntable flow key flow5 { packets: u64  on packet { packets += 1 }  on expire { emit done { packets } } }\n");
    private static final List<Imported> IMPORTS = List.of(new Imported("tiny.flow", "parts/a.flow", "parts/a.flow", "fn a() -> u64 = 1\n"), new Imported("parts/a.flow", "b.flow", "parts/b.flow", "// größer\n"));

    private final long seed = Long.getLong("flowc.seed", 20261122);
    private final Random random = new Random(seed);

    private static byte[] tiny() {
        return entry(TINY, Compiler.compile(TINY, new Modules()).tracker().orElseThrow()).toBytes();
    }

    private static Entry entry(Source source, CompiledTracker tracker) {
        return new Entry("program", source.name(), source.text(), IMPORTS, tracker);
    }

    private static void assertSame(Entry expected, Entry read) {
        assertEquals(List.of(expected.program(), expected.name(), expected.text(), expected.imports(), expected.tracker().descriptor()),
                List.of(read.program(), read.name(), read.text(), read.imports(), read.tracker().descriptor()));
        assertArrayEquals(expected.tracker().classBytes(), read.tracker().classBytes());
    }

    @Test
    void everyTrackerIsReadAsItWasWritten() throws IOException {
        int trackers = 0;
        for (Path file : FlowFiles.all()) {
            final Source source = new Source(file.toString(), Files.readString(file));
            final Optional<CompiledTracker> tracker = Compiler.compile(source, new Modules()).tracker();
            if (tracker.isPresent()) {
                final Entry entry = entry(source, tracker.get());
                assertSame(entry, Entry.of(entry.toBytes()));
                trackers++;
            }
        }
        assertTrue(trackers >= 5, "the examples at least");
    }

    @Test
    void anEntryThatIsCutAnywhereIsNone() {
        final byte[] whole = tiny();
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> Entry.of(cut), () -> cut.length + " of " + whole.length + " bytes");
        }
        assertThrows(IOException.class, () -> Entry.of(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void anEntryWithChangedBytesIsNone() {
        final byte[] whole = tiny();
        for (int i = 0; i < CASES; i++) {
            final byte[] changed = whole.clone();
            for (int count = random.nextInt(4); count >= 0; count--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            if (!Arrays.equals(whole, changed)) {
                assertThrows(IOException.class, () -> Entry.of(changed), () -> "seed=" + seed);
            }
        }
    }

    @Test
    void bytesOfSomethingElseAreNoEntry() {
        for (int i = 0; i < CASES; i++) {
            final byte[] other = new byte[random.nextInt(200)];
            random.nextBytes(other);
            assertThrows(IOException.class, () -> Entry.of(other), () -> "seed=" + seed);
        }
    }
}
