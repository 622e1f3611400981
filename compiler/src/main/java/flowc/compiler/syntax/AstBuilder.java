package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.NamePart;
import flowc.compiler.syntax.ast.Expression;
import flowc.grammar.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * The parse tree's way to the syntax tree: one builder a family of rules, which all go through this one. A rule whose context
 * holds an exception was reported and is left out.
 */
final class AstBuilder {
    /** The channel of {@code ///} lines in FlowLexer.g4. */
    private static final int DOC_CHANNEL = 2;

    final Positions positions;
    final Reporter reporter;
    final TreeDepth depth;
    final TypeBuilder types;
    final ExpressionBuilder expressions;
    final KeyBuilder keys;
    final StatementBuilder statements;
    private final CommonTokenStream tokens;

    AstBuilder(Positions positions, CommonTokenStream tokens, Reporter reporter) {
        this.positions = positions;
        this.tokens = tokens;
        this.reporter = reporter;
        this.depth = new TreeDepth(reporter);
        this.types = new TypeBuilder(this);
        this.expressions = new ExpressionBuilder(this);
        this.keys = new KeyBuilder(this);
        this.statements = new StatementBuilder(this);
    }

    List<Declaration> declarations(Flow.FileContext file) {
        return list(file.declaration(), new DeclarationBuilder(this)::declaration);
    }

    /** Every rule that was parsed and that {@code build} makes something of. */
    <C extends ParserRuleContext, T> List<T> list(List<C> rules, Function<C, T> build) {
        return rules.stream().filter(AstBuilder::isWhole).map(build).filter(Objects::nonNull).toList();
    }

    /** Like {@link #list} for rules that make several things. */
    <C extends ParserRuleContext, T> List<T> flat(List<C> rules, Function<C, List<T>> build) {
        final List<T> all = new ArrayList<>();
        for (final C rule : rules) {
            if (isWhole(rule)) {
                all.addAll(build.apply(rule));
            }
        }
        return List.copyOf(all);
    }

    static boolean isWhole(ParserRuleContext rule) {
        return rule.exception == null;
    }

    Span span(ParserRuleContext rule) {
        return positions.of(rule);
    }

    Span span(Token token) {
        return positions.of(token);
    }

    String text(ParserRuleContext rule) {
        return positions.text(rule);
    }

    List<NamePart> names(List<Flow.NameContext> names) {
        return list(names, name -> new NamePart(span(name), text(name)));
    }

    /** An expression that may be missing: null then. */
    Expression expressionOrNull(Flow.ExpressionContext rule) {
        return rule == null ? null : expressions.expression(rule);
    }

    /** A text without holes, as names of files and tests are. */
    String plainText(Flow.TextContext rule) {
        final Expression text = expressions.text(rule);
        if (text instanceof Expression.TextLiteral literal) {
            return literal.value();
        }
        reporter.error(SYNTAX, span(rule), "this text cannot have holes").hint("write '\\{' for the character itself");
        return "";
    }

    /** The text of the doc lines between the token before {@code rule} and the rule. */
    String doc(ParserRuleContext rule) {
        final List<Token> hidden = tokens.getHiddenTokensToLeft(rule.getStart().getTokenIndex(), DOC_CHANNEL);
        if (hidden == null) {
            return "";
        }
        return String.join("\n", hidden.stream().map(token -> positions.text(token).substring("///".length()).strip()).toList());
    }
}
