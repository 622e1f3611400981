package flowc.compiler.syntax.ast;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression.FieldValue;
import java.util.List;

/** A statement as written. Nullable parts are named so in their comment. */
public sealed interface Statement {
    Span span();

    record Block(Span span, List<Statement> statements) implements Statement {}

    /** {@code let x: T = e}; {@code type} may be null. A struct place is bound by reference. */
    record Let(Span span, String name, Span nameSpan, TypeName type, Expression value) implements Statement {}

    /** {@code var x: T = e}; {@code type} or {@code value} may be null, not both. */
    record Var(Span span, String name, Span nameSpan, TypeName type, Expression value) implements Statement {}

    /** {@code target op= value}; {@code operator} is null for plain {@code =}. */
    record Assign(Span span, Expression target, Expression.BinaryOperator operator, Expression value) implements Statement {}

    /** {@code otherwise} is null, a Block, or an If ({@code else if}). */
    record If(Span span, Condition condition, Block then, Statement otherwise) implements Statement {}

    sealed interface Condition {
        Span span();

        record Test(Span span, Expression expression) implements Condition {}

        /** {@code let o = owner[k] where c}; {@code where} may be null. */
        record Bind(Span span, String name, Span nameSpan, Expression value, Expression where) implements Condition {}
    }

    /** {@code for q in source { }}: source is a range or a parser call. */
    record For(Span span, String variable, Span variableSpan, Expression source, Block body) implements Statement {}

    /** {@code loop { }}: only in parsers; ends with {@code break}, with the bytes, or after the parser's {@code max} rounds. */
    record Loop(Span span, Block body) implements Statement {}

    /** {@code match e { 1, 2 => { } 10..20 => { } else => { } }}; {@code otherwise} may be null. */
    record Match(Span span, Expression subject, List<Arm> arms, Block otherwise) implements Statement {}

    record Arm(List<Expression> patterns, Block body) {}

    record Emit(Span span, String record, List<FieldValue> fields) implements Statement {}

    /** {@code export ipfix to collector { … }}. */
    record Export(Span span, String format, Expression collector, List<FieldValue> fields) implements Statement {}

    /** {@code print "…", table(best)}. */
    record Print(Span span, List<Expression> values) implements Statement {}

    /** {@code dump KEY | [KEYS] | filter "…" [last D] [for D | until idle] [limit SIZE]}; {@code filter} or {@code keys} is set, the others may be null. */
    record Dump(Span span, List<Expression> keys, Expression filter, Expression last, Expression during, boolean untilIdle, Expression limit)
            implements Statement {}

    /** {@code expire}: ends this table's flow now. */
    record Expire(Span span) implements Statement {}

    /** {@code return} or {@code return e}; {@code value} may be null. */
    record Return(Span span, Expression value) implements Statement {}

    /** {@code yield { … }}: only in parsers. */
    record Yield(Span span, List<FieldValue> fields) implements Statement {}

    record Break(Span span) implements Statement {}

    record Continue(Span span) implements Statement {}

    /** An expression for its effect: {@code best.add { … }}. */
    record Evaluate(Span span, Expression expression) implements Statement {}
}
