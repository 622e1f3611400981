package flowc.cli.kept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.Compilation;
import flowc.compiler.CompiledTracker;
import flowc.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTrackersTest {
    private static final String TRACKER = """
            // Counts what is long.
            tracker tiny
            import "parts/long.flow"
            param least: u64 = 10
            table flow key flow5 {
              packets: u64
              on packet { if long.isLong(pkt.len, least) { packets += 1 } }
              on expire { emit done { packets } }
            }
            """;
    private static final String LONG = """
            import "more.flow"
            fn isLong(bytes: u64, least: u64): bool = bytes > least + more.MORE
            """;

    @TempDir
    private Path folder;
    private Path trackers;
    private KeptTrackers kept;
    private Source tiny;

    @BeforeEach
    void writeFiles() throws IOException {
        trackers = folder.resolve("a/b/trackers");
        kept = KeptTrackers.in(trackers, "program");
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("parts/long.flow"), LONG);
        Files.writeString(folder.resolve("parts/more.flow"), "const MORE = 100\n");
        tiny = new Source(folder.resolve("tiny.flow").toString(), TRACKER);
    }

    private static CompiledTracker right(Compilation compilation) {
        assertEquals(List.of(), compilation.diagnostics());
        return compilation.tracker().orElseThrow();
    }

    private static void assertSame(CompiledTracker expected, Optional<CompiledTracker> found) {
        assertEquals(expected.descriptor(), found.orElseThrow().descriptor());
        assertArrayEquals(expected.classBytes(), found.orElseThrow().classBytes());
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(trackers)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(trackers)) {
            return files.toList();
        }
    }

    @Test
    void whatWasCompiledIsFoundAsItWas() {
        assertEquals(Optional.empty(), kept.find(tiny));
        final CompiledTracker compiled = right(kept.compile(tiny));
        assertSame(compiled, kept.find(tiny));
        assertSame(compiled, KeptTrackers.in(trackers, "program").find(new Source(tiny.name(), TRACKER)));
    }

    @Test
    void importsOfWhatIsFoundAreKnownAsThoseOfWhatIsCompiled() {
        final Set<Path> imports = Set.of(folder.resolve("parts/long.flow"), folder.resolve("parts/more.flow"));
        right(kept.compile(tiny));
        assertEquals(imports, Set.copyOf(kept.imports()));
        final KeptTrackers later = KeptTrackers.in(trackers, "program");
        assertTrue(later.find(tiny).isPresent());
        assertEquals(imports, Set.copyOf(later.imports()));
    }

    @Test
    void anotherTextNameOrProgramIsCompiledAnew() throws IOException {
        right(kept.compile(tiny));
        assertEquals(Optional.empty(), kept.find(new Source(tiny.name(), TRACKER + "\n")));
        assertEquals(Optional.empty(), kept.find(new Source(folder + "/./tiny.flow", TRACKER)));
        assertEquals(Optional.empty(), KeptTrackers.in(trackers, "another program").find(tiny));

        // As if the names of both came to the same file.
        final Source other = new Source(folder.resolve("other.flow").toString(), TRACKER);
        final EntryFolder entries = new EntryFolder(trackers);
        entries.write(other.name(), entries.read(tiny.name()));
        assertEquals(Optional.empty(), kept.find(other));
    }

    @Test
    void anImportThatChangedOrIsGoneIsSeenHoweverFarItIs() throws IOException {
        for (String name : List.of("parts/long.flow", "parts/more.flow")) {
            final Path imported = folder.resolve(name);
            final String text = Files.readString(imported);
            final CompiledTracker before = right(kept.compile(tiny));
            assertSame(before, kept.find(tiny));

            Files.writeString(imported, text.replace("100", "200").replace("> least", "< least"));
            assertEquals(Optional.empty(), kept.find(tiny), name);
            final CompiledTracker after = right(kept.compile(tiny));
            assertSame(after, kept.find(tiny));
            assertFalse(Arrays.equals(before.classBytes(), after.classBytes()), name);

            Files.delete(imported);
            assertEquals(Optional.empty(), kept.find(tiny), name);
            assertTrue(kept.compile(tiny).tracker().isEmpty(), name);
            Files.writeString(imported, text);
        }
    }

    @Test
    void whatHasSomethingToSayIsNotKept() throws IOException {
        final String warned = TRACKER.replace("packets += 1", "packets += pkt.len ?? 1");
        final Compilation warning = kept.compile(new Source(tiny.name(), warned));
        assertEquals(1, warning.diagnostics().size());
        assertTrue(warning.tracker().isPresent(), () -> warning.diagnostics().toString());
        assertTrue(kept.compile(new Source(tiny.name(), "tracker")).tracker().isEmpty());
        assertEquals(List.of(), files());
    }

    @Test
    void aDamagedEntryIsNotThereAndWrittenAnew() throws IOException {
        final CompiledTracker compiled = right(kept.compile(tiny));
        final Path file = files().getFirst();
        final byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 11, 12, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(Optional.empty(), kept.find(tiny), length + " bytes");
            assertSame(compiled, Optional.of(right(kept.compile(tiny))));
            assertArrayEquals(whole, Files.readAllBytes(file));
        }
        assertSame(compiled, kept.find(tiny));
    }

    @Test
    void whereNothingCanBeWrittenTrackersAreCompiledAsEver() throws IOException {
        final Path noFolder = Files.writeString(folder.resolve("file"), "x");
        for (KeptTrackers nowhere : List.of(KeptTrackers.in(noFolder, "program"), KeptTrackers.in(noFolder.resolve("trackers"), "program"), KeptTrackers.ofLauncher())) {
            final CompiledTracker compiled = right(nowhere.compile(tiny));
            assertEquals("tiny", compiled.descriptor().name());
            assertEquals(Optional.empty(), nowhere.find(tiny));
        }
        // A folder in the place of the entry.
        Files.createDirectories(new EntryFolder(trackers).file(tiny.name()).resolve("inside"));
        right(kept.compile(tiny));
        assertEquals(Optional.empty(), kept.find(tiny));
        assertEquals(1, files().size());
    }

    @Test
    void manyAtOnceFindTheirOwnOrNothing() throws Exception {
        final List<FutureTask<Void>> tasks = new ArrayList<>();
        final int texts = 3;
        for (int i = 0; i < 8; i++) {
            final String number = String.valueOf(i % texts);
            final FutureTask<Void> task = new FutureTask<>(() -> {
                final Source source = new Source(tiny.name(), TRACKER.replace("= 10", "= 10" + number));
                for (int round = 0; round < 3; round++) {
                    final CompiledTracker tracker = kept.find(source).orElseGet(() -> right(kept.compile(source)));
                    assertEquals("10" + number, tracker.descriptor().params().getFirst().text());
                }
                return null;
            });
            tasks.add(task);
            Thread.ofPlatform().start(task);
        }
        for (FutureTask<Void> task : tasks) {
            task.get();
        }
        assertEquals(1, files().size(), () -> "no unfinished files");
    }
}
