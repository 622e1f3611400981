package flowc.bench;

import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Source;
import flowc.runtime.Tracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trackers to measure, compiled from text as {@code flowc run} does. */
final class LoadedTracker {
    /** Parses, builds the key and hashes it, since the condition needs both endpoints, and looks nothing up. */
    private static final String PARSE_ONLY = """
            tracker parse
            table never key (n: u64) { }
            table flow key flow5 where pkt.len > 100000 { }
            """;

    private LoadedTracker() {}

    /** {@code name}: "parse", a shipped tracker's name, or a file's. */
    static Tracker load(String name) {
        if (name.equals("parse")) {
            return compile("parse.flow", PARSE_ONLY);
        }
        final Path file = name.endsWith(".flow") ? Path.of(name) : examples().resolve(name).resolve(name + ".flow");
        try {
            return compile(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path examples() {
        return Path.of(System.getProperty("flowc.root", ".")).resolve("examples");
    }

    private static Tracker compile(String file, String text) {
        final Compilation compilation = Compiler.compile(new Source(file, text), new Modules());
        final var compiled = compilation.tracker().orElseThrow(() -> new IllegalArgumentException(compilation.diagnostics().toString()));
        return Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
    }
}
