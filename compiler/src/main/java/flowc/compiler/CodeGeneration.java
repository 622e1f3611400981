package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.EmittedClass;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.passes.Passes;
import flowc.compiler.lower.TrackerLowering;
import flowc.compiler.lower.TrackerLowering.Lowered;
import flowc.compiler.placement.Placement;
import flowc.compiler.source.Diagnostics;

/** From a checked tracker to its class: in few long methods, which are fast, and only where the JVM would not compile them, or soon not, in more and shorter ones. */
final class CodeGeneration {
    private final Analysis analysis;
    private final Placement placement;
    private final Diagnostics diagnostics;
    private final MethodLimits limits;

    CodeGeneration(Analysis analysis, Placement placement, Diagnostics diagnostics) {
        this.analysis = analysis;
        this.placement = placement;
        this.diagnostics = diagnostics;
        this.limits = new MethodLimits(analysis, diagnostics);
    }

    /** {@code emitted} is null, and {@code failure} is not, where no class file can hold the program. */
    record Generated(Lowered lowered, IrProgram program, EmittedClass emitted, CodeTooLargeException failure) {
        private boolean isSmall() {
            return emitted != null && !MethodLimits.isNear(emitted);
        }

        private boolean isFast() {
            return emitted != null && emitted.tooLargeForJit().isEmpty();
        }
    }

    /** What of the program is too large, or nearly so, is among the diagnostics: of the one that is given, which mostly has room again where it is in many methods. */
    Generated generate(Lowered lowered) {
        final Generated whole = generated(lowered, Passes.run(lowered.program()));
        if (whole.isSmall()) {
            return whole;
        }
        final Lowered again = TrackerLowering.lowerApart(analysis, placement, diagnostics);
        final Generated apart = generated(again, Passes.runApart(again.program()));
        final Generated chosen = whole.isFast() && !apart.isSmall() ? whole : apart;
        report(chosen);
        return chosen;
    }

    private static Generated generated(Lowered lowered, IrProgram program) {
        try {
            return new Generated(lowered, program, ClassEmitter.emit(program), null);
        } catch (CodeTooLargeException e) {
            return new Generated(lowered, program, null, e);
        }
    }

    private void report(Generated chosen) {
        if (chosen.failure == null) {
            limits.check(chosen.emitted);
        } else if (chosen.failure.method().equals(chosen.program.className())) {
            limits.classTooLarge();
        } else {
            limits.tooLarge(chosen.failure.method(), chosen.failure.size());
        }
    }
}
