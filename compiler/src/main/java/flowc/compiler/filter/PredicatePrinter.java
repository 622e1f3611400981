package flowc.compiler.filter;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.predicate.Value.Operator;

/** Writes predicates for readers: {@code packet[12:2] == 0x800 and packet[23:1] == 6}. */
final class PredicatePrinter {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private PredicatePrinter() {}

    static String print(Predicate predicate) {
        final PredicatePrinter printer = new PredicatePrinter();
        printer.print(predicate, 0);
        return printer.text.toString();
    }

    private void print(Predicate predicate, int depth) {
        switch (predicate) {
            case Predicate.And and -> all(and, "all of", depth);
            case Predicate.Or or -> all(or, "any of", depth);
            case Predicate.Not(Predicate operand) -> nested("not", depth, operand);
            case Predicate.Repeat(Predicate round, int limit) -> nested("repeat while it holds, at most " + limit + " times", depth, round);
            default -> line(simple(predicate), depth);
        }
    }

    /** Chains of one kind in one list. */
    private void all(Predicate predicate, String head, int depth) {
        line(head, depth);
        parts(predicate, predicate.getClass(), depth + 1);
    }

    private void parts(Predicate predicate, Class<?> kind, int depth) {
        if (predicate.getClass() != kind) {
            print(predicate, depth);
        } else if (predicate instanceof Predicate.And(Predicate left, Predicate right)) {
            parts(left, kind, depth);
            parts(right, kind, depth);
        } else if (predicate instanceof Predicate.Or(Predicate left, Predicate right)) {
            parts(left, kind, depth);
            parts(right, kind, depth);
        }
    }

    private void nested(String head, int depth, Predicate operand) {
        line(head, depth);
        print(operand, depth + 1);
    }

    private void line(String line, int depth) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
    }

    private static String simple(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always() -> "always";
            case Predicate.Never() -> "never";
            case Predicate.Test(Comparison comparison, Value left, Value right) -> value(left) + " " + symbol(comparison) + " " + value(right);
            case Predicate.Set(int register, Value value) -> "r" + register + " := " + value(value);
            default -> throw new IllegalArgumentException("has parts: " + predicate.getClass());
        };
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Constant(int constant) -> constant >= 0 && constant < 10 ? Integer.toString(constant) : "0x" + Integer.toHexString(constant);
            case Value.WireLength() -> "wire length";
            case Value.Load(int bytes, Value offset) -> "packet[" + (offset instanceof Value.Constant(int at) ? Integer.toUnsignedString(at) : value(offset)) + ":" + bytes + "]";
            case Value.Binary(Operator operator, Value left, Value right) -> "(" + value(left) + " " + operator.sign() + " " + value(right) + ")";
            case Value.Negation(Value operand) -> "-" + value(operand);
            case Value.Register(int number) -> "r" + number;
            case Value.Metadata(int offset) -> "metadata[" + offset + "]";
        };
    }

    private static String symbol(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
        };
    }
}
