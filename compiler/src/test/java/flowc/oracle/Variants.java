package flowc.oracle;

import flowc.compiler.Modules;
import flowc.compiler.analysis.Analyzer;
import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.passes.Passes;
import flowc.compiler.lower.TrackerLowering;
import flowc.compiler.placement.Placement;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.FlowParser;
import flowc.launch.ReservedOptions;
import flowc.runtime.Tracker;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One tracker, run in every way there is: IR walked as it was lowered, classes made of it before and after the passes,
 * and in the more and shorter methods of trackers that are too large otherwise.
 */
final class Variants {
    private static final long STEPS_OF_A_CALL = 50_000_000;

    private Variants() {}

    /** By name; the first is what the others must agree with. */
    static Map<String, Tracker> of(String name, String text) {
        final Diagnostics diagnostics = new Diagnostics();
        final var module = FlowParser.parse(new Source(name, text), diagnostics);
        final var analysis = Analyzer.analyze(module, new Modules(), ReservedOptions.NAMES, diagnostics);
        if (diagnostics.hasErrors()) {
            throw new AssertionError(name + ": " + diagnostics.all().stream().map(d -> d.span().line() + ": " + d.message()).toList() + "\n" + text);
        }
        final Placement placement = Placement.of(analysis);
        final TrackerLowering.Lowered lowered = TrackerLowering.lower(analysis, placement, diagnostics);
        final TrackerLowering.Lowered apart = TrackerLowering.lowerApart(analysis, placement, diagnostics);
        final Map<String, Tracker> variants = new LinkedHashMap<>();
        variants.put("interpreted", new Tracker(lowered.descriptor(), context -> new InterpretedProgram(lowered.program(), context, STEPS_OF_A_CALL)));
        variants.put("emitted without passes", emitted(lowered, lowered.program()));
        variants.put("emitted", emitted(lowered, Passes.run(lowered.program())));
        variants.put("emitted apart", emitted(apart, Passes.runApart(apart.program())));
        return variants;
    }

    private static Tracker emitted(TrackerLowering.Lowered lowered, IrProgram program) {
        try {
            return Tracker.of(lowered.descriptor(), ProgramLoader.load(program.className(), ClassEmitter.emit(program).bytes()));
        } catch (CodeTooLargeException e) {
            throw new AssertionError(e);
        }
    }
}
