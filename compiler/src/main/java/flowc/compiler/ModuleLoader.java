package flowc.compiler;

import flowc.compiler.source.Source;
import java.util.Optional;

/** Finds what an {@code import} names. */
public interface ModuleLoader {
    /** The source of {@code name} ({@code std.ip} or {@code "path.flow"} without quotes), as seen from {@code importer}. */
    Optional<Source> load(String name, Source importer);
}
