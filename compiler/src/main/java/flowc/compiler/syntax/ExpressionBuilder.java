package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.syntax.ast.Expression.UnaryOperator;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds expressions, from the lowest level of precedence to names, calls and casts. */
final class ExpressionBuilder {
    final NumberBuilder numbers;
    private final AstBuilder ast;
    private final OperatorChains chains;
    private final AddressBuilder addresses;
    private final TextBuilder texts;

    ExpressionBuilder(AstBuilder ast) {
        this.ast = ast;
        this.numbers = new NumberBuilder(ast);
        this.chains = new OperatorChains(ast, this);
        this.addresses = new AddressBuilder(ast);
        this.texts = new TextBuilder(ast);
    }

    Expression expression(Flow.ExpressionContext rule) {
        if (rule.disjunction() != null) {
            return chains.level(rule.disjunction());
        }
        return new Expression.Conditional(ast.span(rule), expression(rule.expression(0)), expression(rule.expression(1)),
                expression(rule.expression(2)));
    }

    /** A condition; {@code a = b} in it is reported, and read as {@code a == b}. */
    Expression check(Flow.CheckContext rule) {
        final Expression condition = expression(rule.expression(0));
        if (rule.ASSIGN() == null) {
            return condition;
        }
        final Span sign = ast.span(rule.ASSIGN().getSymbol());
        ast.reporter.error(SYNTAX, sign, "expected a condition, found an assignment").hint("compare with '=='");
        return new Expression.Binary(ast.span(rule), BinaryOperator.EQUAL, sign, condition, expression(rule.expression(1)));
    }

    Expression guard(Flow.GuardContext rule) {
        return AstBuilder.isWhole(rule) ? check(rule.check()) : null;
    }

    Expression range(Flow.RangeContext rule) {
        final Expression low = chains.level(rule.coalesce(0));
        return rule.RANGE() == null ? low : new Expression.Range(ast.span(rule), low, chains.level(rule.coalesce(1)));
    }

    Expression sum(Flow.SumContext rule) {
        return chains.level(rule);
    }

    Expression text(Flow.TextContext rule) {
        return texts.text(rule);
    }

    Expression name(Flow.NameContext rule) {
        return new Expression.Name(ast.span(rule), ast.text(rule));
    }

    Expression set(Flow.SetContext rule) {
        return new Expression.SetLiteral(ast.span(rule), ast.list(rule.range(), this::range));
    }

    Expression unary(Flow.UnaryContext rule) {
        return prefixed(rule, () -> cast(rule.cast()));
    }

    Expression negation(Flow.NegationContext rule) {
        return prefixed(rule, () -> chains.comparison(rule.comparison()));
    }

    /** Goes down a chain of {@code links} to build it; zero stands for one that is too long. */
    private Expression within(int links, ParserRuleContext rule, Supplier<Expression> build) {
        if (!ast.depth.enter(links, ast.span(rule))) {
            return new Expression.IntegerLiteral(ast.span(rule), BigInteger.ZERO);
        }
        final Expression result = build.get();
        ast.depth.leave(links);
        return result;
    }

    /** Signs before an operand, the innermost last. */
    private Expression prefixed(ParserRuleContext rule, Supplier<Expression> operand) {
        return within(rule.getChildCount() - 1, rule, () -> prefixed(rule, operand.get()));
    }

    private Expression prefixed(ParserRuleContext rule, Expression operand) {
        final List<Token> signs = new ArrayList<>();
        for (final ParseTree child : rule.children) {
            if (child instanceof TerminalNode sign) {
                signs.add(sign.getSymbol());
            }
        }
        final Span last = ast.span((ParserRuleContext) rule.getChild(signs.size()));    // with the parentheses that the operand's own span leaves out
        Expression result = operand;
        for (final Token sign : signs.reversed()) {
            result = new Expression.Unary(ast.span(sign).to(last), prefix(sign), result);
        }
        return result;
    }

    private UnaryOperator prefix(Token sign) {
        return switch (sign.getType()) {
            case FlowLexer.MINUS -> UnaryOperator.NEGATE;
            case FlowLexer.TILDE -> UnaryOperator.COMPLEMENT;
            case FlowLexer.BANG -> {
                ast.reporter.error(SYNTAX, ast.span(sign), "expected 'not', found '!'").hint("write 'not'");
                yield UnaryOperator.NOT;
            }
            default -> UnaryOperator.NOT;
        };
    }

    private Expression cast(Flow.CastContext rule) {
        return within(rule.getChildCount() - 1, rule, () -> casts(rule, suffixes(primary(rule.primary()), rule.primary(), rule.suffix())));
    }

    private Expression casts(Flow.CastContext rule, Expression start) {
        final Span first = ast.span(rule.primary());
        Expression value = start;
        for (final Flow.CastTypeContext type : rule.castType()) {
            value = new Expression.Cast(first.to(ast.span(type)), value, ast.types.bare(type.bareType()), type.BANG() != null);
        }
        return value;
    }

    Expression place(Flow.PlaceContext rule) {
        return within(rule.suffix().size(), rule,
                () -> suffixes(rule.name() != null ? name(rule.name()) : expression(rule.expression()), rule, rule.suffix()));
    }

    Expression keyTerm(Flow.KeyTermContext rule) {
        return within(rule.suffix().size(), rule, () -> suffixes(name(rule.name()), rule, rule.suffix()));
    }

    /** {@code target} with what stands behind it: members, indexes, slices and calls; {@code start} begins with the parenthesis before it. */
    private Expression suffixes(Expression target, ParserRuleContext start, List<Flow.SuffixContext> suffixes) {
        final Span first = ast.span(start.getStart());
        Expression result = target;
        for (final Flow.SuffixContext suffix : suffixes) {
            final Span span = first.to(ast.span(suffix));
            result = switch (suffix) {
                case Flow.MemberSuffixContext c ->
                        new Expression.Member(span, result, ast.text(c.name()), ast.span(c.name()), c.SAFE_DOT() != null);
                case Flow.IndexSuffixContext c -> new Expression.Index(span, result, ast.list(c.expression(), this::expression));
                case Flow.SliceSuffixContext c -> new Expression.Slice(span, result, expression(c.expression(0)), expression(c.expression(1)));
                case Flow.CallSuffixContext c -> new Expression.Call(span, result, ast.list(c.arguments().expression(), this::expression));
                default -> result;
            };
        }
        return result;
    }

    private Expression primary(Flow.PrimaryContext rule) {
        return switch (rule) {
            case Flow.NamePrimaryContext c -> name(c.name());
            case Flow.ParenPrimaryContext c -> expression(c.expression());
            case Flow.BooleanPrimaryContext c -> new Expression.BooleanLiteral(ast.span(c), c.TRUE() != null);
            case Flow.NumberPrimaryContext c -> numbers.number(c.getStart());
            case Flow.AddressPrimaryContext c -> addresses.address(c.getStart());
            case Flow.TextPrimaryContext c -> text(c.text());
            default -> throw new CompilerBug("a primary without a builder: " + rule.getText());
        };
    }
}
