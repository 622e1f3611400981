package flowc.compiler.analysis;

import flowc.compiler.source.Source;
import java.util.List;
import java.util.Optional;

/** Finds the text behind an import. */
public interface ModuleLoader {
    /** {@code std.quic} is {@code [std, quic]}. */
    Optional<Source> standard(List<String> path);

    /** A file relative to the one that imports it, under the same name however an import spells the path to it. */
    Optional<Source> file(Source importer, String path);

    /** Names of the standard modules, for hints. */
    List<String> standardNames();
}
