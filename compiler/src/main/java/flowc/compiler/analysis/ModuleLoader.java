package flowc.compiler.analysis;

import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import java.util.List;
import java.util.Optional;

/** Finds the text behind an import. */
public interface ModuleLoader {
    /** {@code std.quic} is {@code [std, quic]}. */
    Optional<Source> standard(List<String> path);

    /** A file relative to the one that imports it, under the same name however an import spells the path to it. */
    Source file(Source importer, String path) throws UnreadableSource;

    /** Names of the standard modules, for hints. */
    List<String> standardNames();
}
