package flowc.compiler;

import flowc.compiler.analysis.Analyzer;
import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.AstPrinter;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.syntax.ast.Module;
import java.util.Optional;
import java.util.Set;

/** Stand-in until the real facade lands: checks, and makes no tracker yet. */
public final class Compiler {
    private Compiler() {}

    public static Compilation compile(Source source, ModuleLoader modules) {
        final Diagnostics diagnostics = new Diagnostics();
        final Module module = FlowParser.parse(source, diagnostics);
        Analyzer.analyze(module, modules, Set.of(), diagnostics);
        return new Compilation(Optional.empty(), diagnostics.all(), stage -> stage == Stage.AST ? AstPrinter.print(module) : "");
    }
}
