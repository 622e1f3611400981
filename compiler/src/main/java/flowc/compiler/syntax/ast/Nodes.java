package flowc.compiler.syntax.ast;

import flowc.compiler.syntax.ast.Expression.FieldValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a node of the syntax tree contains. */
public final class Nodes {
    private Nodes() {}

    /** The statement, then all within it, in the order of the text. */
    public static Stream<Statement> statements(Statement statement) {
        return Stream.concat(Stream.of(statement), inner(statement).filter(Objects::nonNull).flatMap(Nodes::statements));
    }

    /** All expressions of the statement and the statements within it. */
    public static Stream<Expression> expressions(Statement statement) {
        return statements(statement).flatMap(Nodes::own);
    }

    /** The expression, then all within it. */
    public static Stream<Expression> expressions(Expression expression) {
        return Stream.concat(Stream.of(expression), parts(expression).stream().filter(Objects::nonNull).flatMap(Nodes::expressions));
    }

    private static Stream<? extends Statement> inner(Statement statement) {
        return switch (statement) {
            case Statement.Block block -> block.statements().stream();
            case Statement.If branch -> Stream.of(branch.then(), branch.otherwise());
            case Statement.For loop -> Stream.of(loop.body());
            case Statement.Loop loop -> Stream.of(loop.body());
            case Statement.Match match -> Stream.concat(match.arms().stream().map(Statement.Arm::body), Stream.of(match).map(Statement.Match::otherwise));
            default -> Stream.empty();
        };
    }

    /** All expressions of the statement without those of statements within it. */
    public static Stream<Expression> own(Statement statement) {
        return operands(statement).filter(Objects::nonNull).flatMap(Nodes::expressions);
    }

    /** Some may be null. */
    private static Stream<Expression> operands(Statement statement) {
        return switch (statement) {
            case Statement.Let let -> Stream.of(let.value());
            case Statement.Var variable -> Stream.of(variable).map(Statement.Var::value);
            case Statement.Assign assign -> Stream.of(assign.target(), assign.value());
            case Statement.If branch -> switch (branch.condition()) {
                case Statement.Condition.Test test -> Stream.of(test.expression());
                case Statement.Condition.Bind bind -> Stream.of(bind.value(), bind.where());
            };
            case Statement.For loop -> Stream.of(loop.source());
            case Statement.Match match -> Stream.concat(Stream.of(match.subject()), match.arms().stream().flatMap(arm -> arm.patterns().stream()));
            case Statement.Emit emit -> values(emit.fields());
            case Statement.Export export -> Stream.concat(Stream.of(export).map(Statement.Export::collector), values(export.fields()));
            case Statement.Print print -> print.values().stream();
            case Statement.Dump dump -> Stream.concat(dump.keys() == null ? Stream.empty() : dump.keys().stream(), Stream.of(dump.filter(), dump.last(), dump.during(), dump.limit()));
            case Statement.Return stop -> Stream.of(stop).map(Statement.Return::value);
            case Statement.Yield yield -> values(yield.fields());
            case Statement.Evaluate evaluate -> Stream.of(evaluate.expression());
            case Statement.Block _, Statement.Loop _, Statement.Expire _, Statement.Break _, Statement.Continue _ -> Stream.empty();
        };
    }

    private static Stream<Expression> values(List<FieldValue> fields) {
        return fields.stream().map(FieldValue::value);
    }

    /** What an expression is made of; some may be null. */
    public static List<Expression> parts(Expression expression) {
        return switch (expression) {
            case Expression.Template template -> template.parts().stream().filter(Expression.TemplatePart.Hole.class::isInstance)
                    .map(hole -> ((Expression.TemplatePart.Hole) hole).value()).toList();
            case Expression.Member member -> List.of(member.target());
            case Expression.Index index -> Stream.concat(Stream.of(index.target()), index.arguments().stream()).toList();
            case Expression.Slice slice -> java.util.Arrays.asList(slice.target(), slice.offset(), slice.length());
            case Expression.Call call -> Stream.concat(Stream.of(call.target()), call.arguments().stream()).toList();
            case Expression.Unary unary -> List.of(unary.operand());
            case Expression.Binary binary -> List.of(binary.left(), binary.right());
            case Expression.Conditional conditional -> List.of(conditional.condition(), conditional.whenTrue(), conditional.whenFalse());
            case Expression.Range range -> List.of(range.low(), range.high());
            case Expression.Cast cast -> List.of(cast.value());
            case Expression.SetLiteral set -> set.elements();
            case Expression.RecordLiteral literal -> values(literal.fields()).toList();
            case Expression.Aggregate aggregate -> aggregate.arguments();
            case Expression.IntegerLiteral _, Expression.FloatLiteral _, Expression.DurationLiteral _, Expression.SizeLiteral _, Expression.BooleanLiteral _,
                    Expression.TextLiteral _, Expression.AddressLiteral _, Expression.NetworkLiteral _, Expression.Name _ -> List.of();
        };
    }
}
