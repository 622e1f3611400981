package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.AnalysisPrinter;
import flowc.compiler.analysis.Analyzer;
import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.bytecode.BytecodePrinter;
import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.EmittedClass;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.passes.Passes;
import flowc.compiler.lower.TableLowering;
import flowc.compiler.lower.TrackerLowering;
import flowc.compiler.placement.Placement;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.AstPrinter;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.syntax.ast.Module;
import flowc.launch.ReservedOptions;
import java.util.Optional;

/** Compiles trackers. Each stage takes what the one before it made; a stage runs only when nothing was wrong so far. */
public final class Compiler {
    /** Bytes that no method of a class file has. */
    private static final int CLASS_FILE_LIMIT = 65_536;

    private final Diagnostics diagnostics = new Diagnostics();
    private final Source source;

    private Compiler(Source source) {
        this.source = source;
    }

    /** Never throws for a wrong program: what is wrong is among the result's diagnostics. Any thread. */
    public static Compilation compile(Source source, ModuleLoader modules) {
        return new Compiler(source).compile(modules);
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
        final Placement placement = Placement.of(analysis);
        final TrackerLowering.Lowered lowered = TrackerLowering.lower(analysis, placement, diagnostics);
        if (diagnostics.hasErrors()) {
            return stopped(module, analysis, null);
        }
        final IrProgram program = Passes.run(lowered.program());
        final Optional<EmittedClass> emitted = emit(program, analysis);
        if (diagnostics.hasErrors() || emitted.isEmpty()) {
            return stopped(module, analysis, program);
        }
        final byte[] bytes = emitted.get().bytes();
        return new Compilation(Optional.of(new CompiledTracker(lowered.descriptor(), bytes)), Optional.of(placement), diagnostics.all(),
                stage -> stage == Stage.BYTECODE ? BytecodePrinter.print(bytes) : text(stage, module, analysis, program));
    }

    private Compilation stopped(Module module, Analysis analysis, IrProgram program) {
        return new Compilation(Optional.empty(), Optional.empty(), diagnostics.all(), stage -> text(stage, module, analysis, program));
    }

    private static String text(Stage stage, Module module, Analysis analysis, IrProgram program) {
        return switch (stage) {
            case AST -> AstPrinter.print(module);
            case TYPES -> analysis == null ? "" : AnalysisPrinter.print(analysis);
            case IR -> program == null ? "" : IrPrinter.print(program);
            case BYTECODE -> "";
        };
    }

    private Optional<EmittedClass> emit(IrProgram program, Analysis analysis) {
        try {
            final EmittedClass emitted = ClassEmitter.emit(program);
            emitted.tooLargeForJit().ifPresent(method -> tooLarge(analysis, method, emitted.methodBytes().get(method)));
            return Optional.of(emitted);
        } catch (CodeTooLargeException e) {
            tooLarge(analysis, e.method(), e.size());
            return Optional.empty();
        }
    }

    private void tooLarge(Analysis analysis, String method, int bytes) {
        final String owner = method.contains("$") ? method.substring(0, method.indexOf('$')) : "";
        final var table = analysis.tables().stream().filter(t -> t.name().equals(owner)).findFirst();
        final var handler = table.flatMap(t -> t.handlers().stream().filter(h -> TableLowering.bodyName(t, h).equals(method)).findFirst());
        final String what = handler.map(h -> "this handler").or(() -> table.map(t -> "a handler of '" + owner + "'")).orElse("code of this tracker ('" + method + "')");
        diagnostics.error(Code.METHOD_TOO_LARGE, handler.map(h -> h.declaration().span().head()).or(() -> table.map(t -> t.declaration().nameSpan())).orElse(analysis.tracker().nameSpan()),
                "%s compiles to %s bytes; the JVM's limit for fast code is 8000", what, bytes >= CLASS_FILE_LIMIT ? "more than " + (CLASS_FILE_LIMIT - 1) : String.valueOf(bytes))
                .hint("split the handler: several 'on packet' handlers of a table run one after the other");
    }
}
