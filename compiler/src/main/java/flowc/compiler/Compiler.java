package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.AnalysisPrinter;
import flowc.compiler.analysis.Analyzer;
import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.bytecode.BytecodePrinter;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.lower.TrackerLowering;
import flowc.compiler.placement.Placement;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.DeepStack;
import flowc.compiler.syntax.AstPrinter;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.syntax.ast.Module;
import flowc.launch.ReservedOptions;
import java.util.Optional;

/** Compiles trackers. Each stage takes what the one before it made; a stage runs only when nothing was wrong so far. */
public final class Compiler {
    private final Diagnostics diagnostics = new Diagnostics();
    private final Source source;

    private Compiler(Source source) {
        this.source = source;
    }

    /** Never throws for a wrong program: what is wrong is among the result's diagnostics. Any thread. */
    public static Compilation compile(Source source, ModuleLoader modules) {
        final Compiler compiler = new Compiler(source);
        try {
            return DeepStack.call(() -> compiler.compile(modules));
        } catch (final StackOverflowError _) {
            return compiler.tooDeep();
        }
    }

    private Compilation compile(ModuleLoader modules) {
        final Module module = FlowParser.parse(source, diagnostics);
        if (diagnostics.hasErrors()) {
            return stopped(module, null, null);
        }
        final Analysis analysis = Analyzer.analyze(module, modules, ReservedOptions.NAMES, diagnostics);
        if (diagnostics.hasErrors()) {
            return stopped(module, null, null);
        }
        new MethodLimits(analysis, diagnostics).checkText();
        if (diagnostics.hasErrors()) {
            return stopped(module, analysis, null);
        }
        final Placement placement = Placement.of(analysis);
        final TrackerLowering.Lowered lowered = TrackerLowering.lower(analysis, placement, diagnostics);
        if (diagnostics.hasErrors()) {
            return stopped(module, analysis, null);
        }
        final CodeGeneration.Generated generated = new CodeGeneration(analysis, placement, diagnostics).generate(lowered);
        final IrProgram program = generated.program();
        if (diagnostics.hasErrors()) {
            return stopped(module, analysis, program);
        }
        final byte[] bytes = generated.emitted().bytes();
        return new Compilation(Optional.of(new CompiledTracker(generated.lowered().descriptor(), bytes)), Optional.of(placement), diagnostics.all(),
                stage -> stage == Stage.BYTECODE ? BytecodePrinter.print(bytes) : deepText(stage, module, analysis, program));
    }

    /** What no bound on its text foresaw. */
    private Compilation tooDeep() {
        diagnostics.error(Code.NESTING_TOO_DEEP, new Span(source, 0, 0), "in this tracker something needs something else too often, one within the other")
                .hint("shorten chains of definitions and functions that need each other, and of 'else if'");
        return stopped(null, null, null);
    }

    private Compilation stopped(Module module, Analysis analysis, IrProgram program) {
        return new Compilation(Optional.empty(), Optional.empty(), diagnostics.all(), stage -> deepText(stage, module, analysis, program));
    }

    private static String deepText(Stage stage, Module module, Analysis analysis, IrProgram program) {
        return DeepStack.call(() -> text(stage, module, analysis, program));
    }

    private static String text(Stage stage, Module module, Analysis analysis, IrProgram program) {
        return switch (stage) {
            case AST -> module == null ? "" : AstPrinter.print(module);
            case TYPES -> analysis == null ? "" : AnalysisPrinter.print(analysis);
            case IR -> program == null ? "" : IrPrinter.print(program);
            case BYTECODE -> "";
        };
    }
}
