package flowc.compiler.syntax.ast;

import flowc.compiler.source.Span;
import java.math.BigInteger;
import java.util.List;

/** An expression as written. */
public sealed interface Expression {
    Span span();

    /** {@code 443}, {@code 0x0800}, {@code 20_000}, {@code 4M} (k, M, G are powers of ten). */
    record IntegerLiteral(Span span, BigInteger value) implements Expression {}

    record FloatLiteral(Span span, double value) implements Expression {}

    /** {@code 30s}, {@code 5min}, {@code 10ms}; units ns, us, ms, s, min, h, d. */
    record DurationLiteral(Span span, long nanos) implements Expression {}

    /** {@code 8 GiB}, {@code 64 KiB}, {@code 200 MiB}, {@code 512 B}: an integer number of bytes. */
    record SizeLiteral(Span span, long bytes) implements Expression {}

    record BooleanLiteral(Span span, boolean value) implements Expression {}

    /** A string without holes, escapes resolved. */
    record TextLiteral(Span span, String value) implements Expression {}

    /** A string with holes, {@code "n={n:.2}"}; only {@code print} and {@code dump filter} take it. */
    record Template(Span span, List<TemplatePart> parts) implements Expression {}

    /** {@code 10.0.0.1} (value in {@code low}), {@code fd00::1}, {@code 02:00:00:00:00:01} (value in {@code low}). */
    record AddressLiteral(Span span, AddressKind kind, long high, long low) implements Expression {}

    /** {@code 10.0.0.0/8}, {@code fd00::/8}. */
    record NetworkLiteral(Span span, AddressKind kind, long high, long low, int prefixLength) implements Expression {}

    record Name(Span span, String name) implements Expression {}

    /** {@code target.name}, or {@code target?.name} when {@code safe}. */
    record Member(Span span, Expression target, String name, Span nameSpan, boolean safe) implements Expression {}

    /** {@code table[key]}, {@code table[a, b]}, {@code bytes[i]}. */
    record Index(Span span, Expression target, List<Expression> arguments) implements Expression {}

    /** {@code bytes[offset : length]} as in pcap-filter. */
    record Slice(Span span, Expression target, Expression offset, Expression length) implements Expression {}

    /** {@code f(a, b)}, {@code best.add { … }} (one RecordLiteral argument). */
    record Call(Span span, Expression target, List<Expression> arguments) implements Expression {}

    record Unary(Span span, UnaryOperator operator, Expression operand) implements Expression {}

    record Binary(Span span, BinaryOperator operator, Span operatorSpan, Expression left, Expression right) implements Expression {}

    /** {@code if c then a else b}. */
    record Conditional(Span span, Expression condition, Expression whenTrue, Expression whenFalse) implements Expression {}

    /** {@code low..high}, both ends included. */
    record Range(Span span, Expression low, Expression high) implements Expression {}

    /** {@code e as T} (wraps), {@code e as! T} (faults when the value does not fit). */
    record Cast(Span span, Expression value, TypeName type, boolean checked) implements Expression {}

    /** {@code {1, 5, 10..20}}, right of {@code in}. */
    record SetLiteral(Span span, List<Expression> elements) implements Expression {}

    /** {@code { cidLen: q.scid.len, key }}. */
    record RecordLiteral(Span span, List<FieldValue> fields) implements Expression {}

    /** {@code top(n) by bps { bps: f64, pps: f64, key }}; {@code by} is null without one; a column without type has the value's type. */
    record Aggregate(Span span, String name, List<Expression> arguments, Expression by, List<Column> columns) implements Expression {}

    record Column(Span span, String name, TypeName type) {}

    /** {@code name: value}; {@code name} alone means {@code name: name}. {@code reverse} is IPFIX's prefix. */
    record FieldValue(Span span, String name, Expression value, boolean reverse) {}

    enum AddressKind { IP4, IP6, MAC }

    enum UnaryOperator { NOT, NEGATE, COMPLEMENT }

    /** Symbols as written; the grammar holds their precedence. */
    enum BinaryOperator {
        OR("or"), AND("and"), COALESCE("??"),
        EQUAL("=="), NOT_EQUAL("!="), LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(">="), IN("in"), NOT_IN("not in"),
        BIT_OR("|"), BIT_XOR("^"), BIT_AND("&"), SHIFT_LEFT("<<"), SHIFT_RIGHT(">>"),
        ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), REMAINDER("%");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    sealed interface TemplatePart {
        Span span();

        record Text(Span span, String text) implements TemplatePart {}

        /** {@code {value:format}}; {@code format} is empty without one. */
        record Hole(Span span, Expression value, String format) implements TemplatePart {}
    }
}
