package flowc.compiler.syntax;

import static flowc.compiler.source.Code.NESTING_TOO_DEEP;

import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Module;
import flowc.grammar.Flow;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;

/** Turns the text of a file into its syntax tree. Any thread; keeps nothing between calls. */
public final class FlowParser {
    private FlowParser() {}

    /**
     * Parses a file. Whatever the text is, the answer is a module that holds what could be parsed; declarations, statements
     * and fields with errors in them are left out, so names may be missing when {@code diagnostics} has errors.
     */
    public static Module parse(Source source, Diagnostics diagnostics) {
        final Reporter reporter = new Reporter(diagnostics);
        final Positions positions = new Positions(source);
        final List<CommonToken> tokens = TokenReader.read(source, reporter);
        if (!Brackets.check(tokens, positions, reporter)) {
            return new Module(source, List.of());
        }
        NameLengths.check(tokens, positions, reporter);
        return new Module(source, DeepStack.call(() -> parse(tokens, positions, reporter)));
    }

    private static List<Declaration> parse(List<CommonToken> tokens, Positions positions, Reporter reporter) {
        final CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens));
        stream.fill();
        final Flow parser = new GuardedParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Recovery(new SyntaxMessages(positions, reporter)));
        try {
            return new AstBuilder(positions, stream, reporter).declarations(parser.file());
        } catch (GuardedParser.TooDeep _) {
            reporter.always(NESTING_TOO_DEEP, positions.of(parser.getCurrentToken()), "expressions are nested too deeply here");
            return List.of();
        }
    }
}
