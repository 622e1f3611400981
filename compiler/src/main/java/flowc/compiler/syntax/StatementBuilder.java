package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.Column;
import flowc.compiler.syntax.ast.Expression.FieldValue;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.syntax.ast.Statement.Block;
import flowc.compiler.syntax.ast.Statement.Condition;
import flowc.grammar.Flow;
import java.util.List;
import java.util.Optional;

/** Builds blocks and statements. */
final class StatementBuilder {
    private final AstBuilder ast;
    private final ExpressionBuilder expressions;
    private final EffectBuilder effects;

    StatementBuilder(AstBuilder ast) {
        this.ast = ast;
        this.expressions = ast.expressions;
        this.effects = new EffectBuilder(ast);
    }

    Block block(Flow.BlockContext rule) {
        return new Block(ast.span(rule), ast.list(rule.statement(), this::statement));
    }

    /** Null for a statement that was reported and is left out. */
    private Statement statement(Flow.StatementContext rule) {
        return switch (rule) {
            case Flow.LetStatementContext c -> new Statement.Let(ast.span(c), ast.text(c.name()), ast.span(c.name()), ast.types.typeOrNull(c.type()),
                    initialiser(c.initialiser()));
            case Flow.VarStatementContext c -> variable(c);
            case Flow.IfStatementContext c -> conditional(c);
            case Flow.ForStatementContext c -> new Statement.For(ast.span(c), ast.text(c.name()), ast.span(c.name()),
                    expressions.expression(c.expression()), block(c.block()));
            case Flow.LoopStatementContext c -> new Statement.Loop(ast.span(c), block(c.block()));
            case Flow.MatchStatementContext c -> match(c);
            case Flow.ReturnStatementContext c -> new Statement.Return(ast.span(c), ast.expressionOrNull(c.expression()));
            case Flow.BreakStatementContext c -> new Statement.Break(ast.span(c));
            case Flow.ContinueStatementContext c -> new Statement.Continue(ast.span(c));
            default -> effects.statement(rule);
        };
    }

    private Statement variable(Flow.VarStatementContext rule) {
        if (rule.type() == null && rule.initialiser() == null) {
            ast.reporter.error(SYNTAX, ast.span(rule), "a variable needs a type or a value")
                    .hint("write 'var %s = 0', for example", ast.text(rule.name()));
            return null;
        }
        return new Statement.Var(ast.span(rule), ast.text(rule.name()), ast.span(rule.name()), ast.types.typeOrNull(rule.type()),
                rule.initialiser() == null ? null : initialiser(rule.initialiser()));
    }

    /** {@code else if} chains are flat in the grammar and built from their end. */
    private Statement conditional(Flow.IfStatementContext rule) {
        final int count = rule.condition().size();
        if (!ast.depth.enter(count - 1, ast.span(rule.condition(0)))) {
            return null;
        }
        final Statement result = branches(rule, count);
        ast.depth.leave(count - 1);
        return result;
    }

    private Statement branches(Flow.IfStatementContext rule, int count) {
        final Span whole = ast.span(rule);
        Statement otherwise = rule.block().size() > count ? block(rule.block(count)) : null;
        for (int i = count - 1; i >= 0; i--) {
            final Optional<Condition> condition = condition(rule.condition(i));
            final Block then = block(rule.block(i));
            final Span span = new Span(whole.source(), ast.span(rule.IF(i).getSymbol()).start(), whole.end());
            otherwise = condition.isPresent() ? new Statement.If(span, condition.get(), then, otherwise) : otherwise;
        }
        return otherwise instanceof Statement.If ? otherwise : null;
    }

    private Optional<Condition> condition(Flow.ConditionContext rule) {
        if (!AstBuilder.isWhole(rule)) {
            return Optional.empty();
        }
        if (rule.check() != null) {
            return Optional.of(new Condition.Test(ast.span(rule), expressions.check(rule.check())));
        }
        return Optional.of(new Condition.Bind(ast.span(rule), ast.text(rule.name()), ast.span(rule.name()), expressions.expression(rule.expression()),
                rule.guard() == null ? null : expressions.guard(rule.guard())));
    }

    private Statement match(Flow.MatchStatementContext rule) {
        Block otherwise = null;
        for (final Flow.MatchArmContext arm : rule.matchBody().matchArm()) {
            if (AstBuilder.isWhole(arm) && arm.ELSE() != null) {
                if (otherwise != null) {
                    ast.reporter.error(SYNTAX, ast.span(arm.ELSE().getSymbol()), "this match has two 'else'");
                }
                otherwise = block(arm.block());
            }
        }
        final List<Statement.Arm> arms = ast.list(rule.matchBody().matchArm(), arm -> arm.ELSE() != null ? null
                : new Statement.Arm(ast.list(arm.pattern(), p -> expressions.range(p.range())), block(arm.block())));
        return new Statement.Match(ast.span(rule), expressions.expression(rule.expression()), arms, otherwise);
    }

    /** A value, or an aggregate: a call followed by {@code by} or by columns. */
    Expression initialiser(Flow.InitialiserContext rule) {
        final Expression value = expressions.expression(rule.expression());
        if (rule.sum() == null && rule.columns() == null) {
            return value;
        }
        if (value instanceof Expression.Call call && call.target() instanceof Expression.Name name) {
            return new Expression.Aggregate(ast.span(rule), name.name(), call.arguments(), rule.sum() == null ? null : expressions.sum(rule.sum()),
                    columns(rule.columns()));
        }
        final Span extra = ast.span(rule.columns() == null ? rule.sum() : rule.columns());
        ast.reporter.error(SYNTAX, extra, "only an aggregate has 'by' and columns").note(value.span(), "this is none")
                .hint("for example 'top(10) by bytes { bytes: u64, key }'");
        return value;
    }

    /** No columns for a missing rule. */
    List<Column> columns(Flow.ColumnsContext rule) {
        return rule == null ? List.of()
                : ast.list(rule.column(), c -> new Column(ast.span(c), ast.text(c.name()), ast.types.typeOrNull(c.type())));
    }

    List<FieldValue> fieldValues(Flow.RecordContext rule) {
        return ast.list(rule.fieldValue(), this::fieldValue);
    }

    private FieldValue fieldValue(Flow.FieldValueContext rule) {
        final Expression value = rule.expression() == null ? expressions.name(rule.name()) : expressions.expression(rule.expression());
        return new FieldValue(ast.span(rule), ast.text(rule.name()), value, rule.REVERSE() != null);
    }
}
