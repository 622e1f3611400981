package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rebuilds a program with every expression replaced by what {@code rule} makes of it; operands are replaced before what they stand in. */
final class Rewriter {
    private final UnaryOperator<IrExpression> rule;
    private final UnaryOperator<IrStatement> statementRule;

    private Rewriter(UnaryOperator<IrExpression> rule, UnaryOperator<IrStatement> statementRule) {
        this.rule = rule;
        this.statementRule = statementRule;
    }

    /** {@code statementRule} then gets every statement, its parts already replaced. */
    static IrProgram rewrite(IrProgram program, UnaryOperator<IrExpression> rule, UnaryOperator<IrStatement> statementRule) {
        final Rewriter rewriter = new Rewriter(rule, statementRule);
        final List<IrMethod> methods = program.methods().stream().map(m -> withBody(m, rewriter.statements(m.body()))).toList();
        return program.withMethods(methods);
    }

    /** The statement with the expressions that it evaluates itself rewritten, not those of statements inside. */
    static IrStatement operands(IrStatement statement, UnaryOperator<IrExpression> rule) {
        final Rewriter rewriter = new Rewriter(rule, UnaryOperator.identity());
        return switch (statement) {
            case IrStatement.If i -> new IrStatement.If(rewriter.expression(i.condition()), i.then(), i.otherwise());
            case IrStatement.Block _, IrStatement.Loop _ -> statement;
            default -> rewriter.statement(statement);
        };
    }

    static IrMethod withBody(IrMethod method, List<IrStatement> body) {
        return new IrMethod(method.name(), method.overrides(), method.parameters(), method.result(), body);
    }

    private List<IrStatement> statements(List<IrStatement> body) {
        return body.stream().map(statement -> statementRule.apply(statement(statement))).toList();
    }

    private IrStatement statement(IrStatement statement) {
        return switch (statement) {
            case IrStatement.Assign a -> new IrStatement.Assign(a.local(), expression(a.value()));
            case IrStatement.Store s -> new IrStatement.Store(s.access(), expression(s.address()), expression(s.value()));
            case IrStatement.Copy c -> new IrStatement.Copy(expression(c.destination()), expression(c.source()), expression(c.bytes()));
            case IrStatement.Zero z -> new IrStatement.Zero(expression(z.address()), expression(z.bytes()));
            case IrStatement.Invoke i -> new IrStatement.Invoke(i.callee(), expressions(i.arguments()));
            case IrStatement.If i -> new IrStatement.If(expression(i.condition()), statements(i.then()), statements(i.otherwise()));
            case IrStatement.Block b -> new IrStatement.Block(b.label(), statements(b.body()));
            case IrStatement.Loop l -> new IrStatement.Loop(l.label(), statements(l.body()));
            case IrStatement.Return r -> new IrStatement.Return(r.value().map(this::expression));
            case IrStatement.Break _, IrStatement.Continue _, IrStatement.Line _ -> statement;
        };
    }

    private List<IrExpression> expressions(List<IrExpression> expressions) {
        return expressions.stream().map(this::expression).toList();
    }

    private IrExpression expression(IrExpression expression) {
        return rule.apply(switch (expression) {
            case IrExpression.LongConstant _, IrExpression.DoubleConstant _, IrExpression.BoolConstant _, IrExpression.Read _,
                    IrExpression.FrameAddress _ -> expression;
            case IrExpression.Load l -> new IrExpression.Load(l.access(), expression(l.address()), l.stable());
            case IrExpression.Arithmetic a -> new IrExpression.Arithmetic(a.operator(), expression(a.left()), expression(a.right()));
            case IrExpression.Compare c -> new IrExpression.Compare(c.comparison(), expression(c.left()), expression(c.right()));
            case IrExpression.Convert c -> new IrExpression.Convert(c.conversion(), expression(c.operand()));
            case IrExpression.Not n -> new IrExpression.Not(expression(n.operand()));
            case IrExpression.And a -> new IrExpression.And(expression(a.left()), expression(a.right()));
            case IrExpression.Or o -> new IrExpression.Or(expression(o.left()), expression(o.right()));
            case IrExpression.Conditional c -> new IrExpression.Conditional(expression(c.condition()), expression(c.whenTrue()), expression(c.whenFalse()));
            case IrExpression.Call c -> new IrExpression.Call(c.callee(), expressions(c.arguments()));
        });
    }
}
