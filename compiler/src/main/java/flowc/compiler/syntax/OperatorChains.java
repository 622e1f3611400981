package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds what stands between binary operators. The rules of one level all have the form {@code operand (operator operand)*}. */
final class OperatorChains {
    /** From so many links on, chains of tests are built balanced. */
    private static final int LONG = 64;

    private final AstBuilder ast;
    private final ExpressionBuilder expressions;

    /** An operand and where it stands: {@code whole} has the parentheses around it, which its own span leaves out. */
    private record Operand(Expression value, Span whole) {}

    OperatorChains(AstBuilder ast, ExpressionBuilder expressions) {
        this.ast = ast;
        this.expressions = expressions;
    }

    /** The expression of any level from {@code or} down to unary signs. */
    Expression level(ParserRuleContext start) {
        ParserRuleContext rule = start;
        while (rule.getChildCount() == 1 && rule.getChild(0) instanceof ParserRuleContext only && !isEnd(rule)) {
            rule = only;        // most levels hold one operand only
        }
        return switch (rule) {
            case Flow.NegationContext c -> expressions.negation(c);
            case Flow.ComparisonContext c -> comparison(c);
            case Flow.RangeContext c -> expressions.range(c);
            case Flow.UnaryContext c -> expressions.unary(c);
            default -> chain(rule);
        };
    }

    private static boolean isEnd(ParserRuleContext rule) {
        return rule instanceof Flow.UnaryContext;
    }

    private Expression chain(ParserRuleContext rule) {
        final int links = rule.getChildCount() / 2;
        final boolean balance = isLogical(operator(((TerminalNode) rule.getChild(1)).getSymbol())) && links >= LONG;
        final int levels = balance ? Integer.SIZE - Integer.numberOfLeadingZeros(links) : links;
        if (!ast.depth.enter(levels, ast.span(rule))) {
            return new Expression.BooleanLiteral(ast.span(rule), false);
        }
        final Expression result = chain(rule, balance);
        ast.depth.leave(levels);
        return result;
    }

    private Expression chain(ParserRuleContext rule, boolean balance) {
        final List<Operand> operands = new ArrayList<>();
        final List<Token> signs = new ArrayList<>();
        for (final ParseTree child : rule.children) {
            if (child instanceof TerminalNode sign) {
                signs.add(sign.getSymbol());
            } else {
                operands.add(operand((ParserRuleContext) child));
            }
        }
        final List<BinaryOperator> operators = signs.stream().map(this::checked).toList();
        if (balance) {
            return balanced(operands, signs, operators.getFirst()).value();
        }
        Operand left = operands.getFirst();
        for (int i = 0; i < signs.size(); i++) {
            left = binary(operators.get(i), signs.get(i), left, operands.get(i + 1));
        }
        return left.value();
    }

    private Operand operand(ParserRuleContext rule) {
        return new Operand(level(rule), ast.span(rule));
    }

    private static boolean isLogical(BinaryOperator operator) {
        return operator == BinaryOperator.OR || operator == BinaryOperator.AND;
    }

    /** {@code a or b or c …} of thousands, as programs write them, must not become a tree of thousands of levels; the order of tests stays. */
    private Operand balanced(List<Operand> operands, List<Token> signs, BinaryOperator operator) {
        if (operands.size() == 1) {
            return operands.getFirst();
        }
        final int middle = operands.size() / 2;
        final Operand left = balanced(operands.subList(0, middle), signs.subList(0, middle - 1), operator);
        final Operand right = balanced(operands.subList(middle, operands.size()), signs.subList(middle, signs.size()), operator);
        return binary(operator, signs.get(middle - 1), left, right);
    }

    Expression comparison(Flow.ComparisonContext rule) {
        Expression left = expressions.range((Flow.RangeContext) rule.getChild(0));
        for (int i = 1; i < rule.getChildCount(); i += 2) {
            final Flow.ComparatorContext comparator = (Flow.ComparatorContext) rule.getChild(i);
            if (i > 1) {
                ast.reporter.error(SYNTAX, ast.span(comparator), "comparisons cannot be chained").hint("join them with 'and': 'a < b and b < c'");
                return left;
            }
            final BinaryOperator operator = comparator(comparator);
            final Span whole = ast.span((ParserRuleContext) rule.getChild(0)).to(ast.span((ParserRuleContext) rule.getChild(i + 1)));
            left = new Expression.Binary(whole, operator, ast.span(comparator), left, compared(operator, rule.getChild(i + 1)));
        }
        return left;
    }

    private Expression compared(BinaryOperator operator, ParseTree right) {
        if (right instanceof Flow.RangeContext range) {
            return expressions.range(range);
        }
        final Expression set = expressions.set((Flow.SetContext) right);
        if (operator != BinaryOperator.IN && operator != BinaryOperator.NOT_IN) {
            ast.reporter.error(SYNTAX, set.span(), "a set stands right of 'in' only");
        }
        return set;
    }

    private static BinaryOperator comparator(Flow.ComparatorContext rule) {
        return switch (rule.getStart().getType()) {
            case FlowLexer.EQUAL -> BinaryOperator.EQUAL;
            case FlowLexer.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case FlowLexer.LESS -> BinaryOperator.LESS;
            case FlowLexer.LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
            case FlowLexer.GREATER -> BinaryOperator.GREATER;
            case FlowLexer.GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
            case FlowLexer.NOT -> BinaryOperator.NOT_IN;
            default -> BinaryOperator.IN;
        };
    }

    private BinaryOperator checked(Token sign) {
        final BinaryOperator operator = operator(sign);
        if (sign.getType() == FlowLexer.OR_C || sign.getType() == FlowLexer.AND_C) {
            ast.reporter.error(SYNTAX, ast.span(sign), "expected '%s', found '%s'", operator.symbol(), ast.positions.text(sign))
                    .hint("write '%s'", operator.symbol());
        }
        return operator;
    }

    private static BinaryOperator operator(Token sign) {
        return switch (sign.getType()) {
            case FlowLexer.OR, FlowLexer.OR_C -> BinaryOperator.OR;
            case FlowLexer.AND, FlowLexer.AND_C -> BinaryOperator.AND;
            case FlowLexer.COALESCE -> BinaryOperator.COALESCE;
            case FlowLexer.BAR -> BinaryOperator.BIT_OR;
            case FlowLexer.CARET -> BinaryOperator.BIT_XOR;
            case FlowLexer.AMPERSAND -> BinaryOperator.BIT_AND;
            case FlowLexer.SHIFT_LEFT -> BinaryOperator.SHIFT_LEFT;
            case FlowLexer.SHIFT_RIGHT -> BinaryOperator.SHIFT_RIGHT;
            case FlowLexer.PLUS -> BinaryOperator.ADD;
            case FlowLexer.MINUS -> BinaryOperator.SUBTRACT;
            case FlowLexer.STAR -> BinaryOperator.MULTIPLY;
            case FlowLexer.SLASH -> BinaryOperator.DIVIDE;
            case FlowLexer.PERCENT -> BinaryOperator.REMAINDER;
            default -> throw new CompilerBug("an operator without a row: " + sign.getText());
        };
    }

    private Operand binary(BinaryOperator operator, Token sign, Operand left, Operand right) {
        final Span whole = left.whole().to(right.whole());
        return new Operand(new Expression.Binary(whole, operator, ast.span(sign), left.value(), right.value()), whole);
    }
}
