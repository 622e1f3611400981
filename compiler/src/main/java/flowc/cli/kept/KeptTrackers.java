package flowc.cli.kept;

import flowc.compiler.Compilation;
import flowc.compiler.CompiledTracker;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compiled trackers, kept for the next command. What is kept of a tracker is used where the compiler would be given the same again: the program itself, the tracker's
 * name and text, and the text of each file that it imports. All else, and whatever goes wrong with the folder, is as if nothing was kept. Any thread; processes
 * may share a folder.
 */
public final class KeptTrackers {
    /** Null where nothing is kept. */
    private final EntryFolder folder;
    private final String program;
    private final Modules modules = new Modules();

    private KeptTrackers(EntryFolder folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    /** Where the launcher says: {@code -Dflowc.trackers=FOLDER}. Without, and where the program is not one jar, nothing is kept. */
    public static KeptTrackers ofLauncher() {
        final String folder = System.getProperty("flowc.trackers", "");
        // A checked run is to check what the compiler makes too, and for that it must compile.
        return folder.isEmpty() || Boolean.getBoolean("flowc.checked") ? none() : RunningJar.identity().map(program -> in(Path.of(folder), program)).orElseGet(KeptTrackers::none);
    }

    private static KeptTrackers none() {
        return new KeptTrackers(null, "");
    }

    /** {@code program} says which compiler this is; another one's entries are not used. */
    static KeptTrackers in(Path folder, String program) {
        return new KeptTrackers(new EntryFolder(folder), program);
    }

    /** The files that trackers found or compiled so far import. */
    public List<Path> imports() {
        return modules.files();
    }

    /** What an earlier compilation of the same made, which had nothing to warn of. */
    public Optional<CompiledTracker> find(Source tracker) {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            final Entry entry = Entry.of(folder.read(tracker.name()));
            return entry.isOf(program, tracker) && entry.imports().stream().allMatch(imported -> imported.isSame(modules)) ? Optional.of(entry.tracker()) : Optional.empty();
        } catch (IOException _) {
            // Never kept, removed or damaged: it is compiled, and kept anew.
            return Optional.empty();
        }
    }

    /** Compiles, and keeps a tracker of which there is nothing to say: what there is must be said every time. */
    public Compilation compile(Source tracker) {
        final Imports imports = new Imports(modules);
        final Compilation compilation = Compiler.compile(tracker, imports);
        if (folder != null && compilation.diagnostics().isEmpty()) {
            compilation.tracker().ifPresent(compiled -> keep(tracker, new Entry(program, tracker.name(), tracker.text(), imports.found(), compiled)));
        }
        return compilation;
    }

    private void keep(Source tracker, Entry entry) {
        try {
            folder.write(tracker.name(), entry.toBytes());
        } catch (IOException _) {
            // A folder that cannot be written to costs time, and nothing else.
        }
    }
}
