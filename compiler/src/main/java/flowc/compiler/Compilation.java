package flowc.compiler;

import flowc.compiler.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/** What a compilation came to: a tracker unless there are errors, and everything there is to say. */
public record Compilation(Optional<CompiledTracker> tracker, List<Diagnostic> diagnostics, Stages stages) {}
