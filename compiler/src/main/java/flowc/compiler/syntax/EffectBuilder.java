package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds statements with an effect: assignments, calls, records and evidence that go out. */
final class EffectBuilder {
    private final AstBuilder ast;
    private final ExpressionBuilder expressions;

    EffectBuilder(AstBuilder ast) {
        this.ast = ast;
        this.expressions = ast.expressions;
    }

    /** Null for a statement that was reported and is left out. */
    Statement statement(Flow.StatementContext rule) {
        return switch (rule) {
            case Flow.NameStatementContext c -> assign(c, expressions.name(c.name()), c.assignment(), c.record(), c.expression());
            case Flow.PlaceStatementContext c -> place(c);
            case Flow.EmitStatementContext c ->
                    new Statement.Emit(ast.span(c), ast.text(c.name()), ast.statements.fieldValues(c.record()));
            case Flow.ExportStatementContext c -> new Statement.Export(ast.span(c), ast.text(c.name()), expressions.expression(c.expression()),
                    ast.statements.fieldValues(c.record()));
            case Flow.PrintStatementContext c -> new Statement.Print(ast.span(c), ast.list(c.expression(), expressions::expression));
            case Flow.DumpStatementContext c -> dump(c);
            case Flow.ExpireStatementContext c -> new Statement.Expire(ast.span(c));
            case Flow.YieldStatementContext c -> new Statement.Yield(ast.span(c), ast.statements.fieldValues(c.record()));
            default -> throw new CompilerBug("a statement without a builder: " + rule.getText());
        };
    }

    private Statement dump(Flow.DumpStatementContext rule) {
        final Flow.DumpSubjectContext subject = rule.dumpSubject();
        final List<Expression> keys = subject.text() != null ? null : ast.list(subject.expression(), expressions::expression);
        final Expression filter = subject.text() == null ? null : expressions.text(subject.text());
        final boolean untilIdle = rule.dumpOption().stream().anyMatch(option -> option.UNTIL() != null);
        return new Statement.Dump(ast.span(rule), keys, filter, option(rule, FlowLexer.LAST), option(rule, FlowLexer.FOR), untilIdle,
                option(rule, FlowLexer.LIMIT));
    }

    private Expression option(Flow.DumpStatementContext rule, int word) {
        Flow.DumpOptionContext given = null;
        for (final Flow.DumpOptionContext option : rule.dumpOption()) {
            if (option.getStart().getType() == word) {
                if (given != null) {
                    ast.reporter.error(SYNTAX, ast.span(option), "'%s' is given twice", ast.positions.text(option.getStart()))
                            .note(ast.span(given), "it is given here first");
                }
                given = option;
            }
        }
        return given == null ? null : expressions.sum(given.sum());
    }

    private Statement assign(Flow.StatementContext rule, Expression target, Flow.AssignmentContext sign, Flow.RecordContext record,
            Flow.ExpressionContext value) {
        final Expression assigned = record == null ? expressions.expression(value) : record(record);
        return new Statement.Assign(ast.span(rule), target, operator(sign.getStart()), assigned);
    }

    private Statement place(Flow.PlaceStatementContext rule) {
        final Expression target = expressions.place(rule.place());
        if (rule.assignment() != null) {
            return assign(rule, target, rule.assignment(), rule.record(), rule.expression());
        }
        if (rule.record() != null) {
            return new Statement.Evaluate(ast.span(rule), new Expression.Call(ast.span(rule), target, List.of(record(rule.record()))));
        }
        if (target instanceof Expression.Call) {
            return new Statement.Evaluate(ast.span(rule), target);
        }
        ast.reporter.error(SYNTAX, target.span(), "this is no statement: it has no effect").hint("assign it with '=', or call it");
        return null;
    }

    private Expression record(Flow.RecordContext rule) {
        return new Expression.RecordLiteral(ast.span(rule), ast.statements.fieldValues(rule));
    }

    private static Expression.BinaryOperator operator(Token sign) {
        return switch (sign.getType()) {
            case FlowLexer.ADD_ASSIGN -> Expression.BinaryOperator.ADD;
            case FlowLexer.SUBTRACT_ASSIGN -> Expression.BinaryOperator.SUBTRACT;
            case FlowLexer.AND_ASSIGN -> Expression.BinaryOperator.BIT_AND;
            case FlowLexer.OR_ASSIGN -> Expression.BinaryOperator.BIT_OR;
            case FlowLexer.XOR_ASSIGN -> Expression.BinaryOperator.BIT_XOR;
            default -> null;
        };
    }
}
