package flowc.compiler;

import flowc.compiler.placement.Placement;
import flowc.compiler.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/** What a compilation came to: a tracker and where its rows are, unless there are errors, and everything there is to say. */
public record Compilation(Optional<CompiledTracker> tracker, Optional<Placement> placement, List<Diagnostic> diagnostics, Stages stages) {}
