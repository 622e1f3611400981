package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;

/** Puts predicates together. */
final class Tests {
    private Tests() {}

    static Predicate and(Predicate... all) {
        Predicate result = all[all.length - 1];
        for (int i = all.length - 2; i >= 0; i--) {
            result = new Predicate.And(all[i], result);
        }
        return result;
    }

    static Predicate or(Predicate... all) {
        Predicate result = all[all.length - 1];
        for (int i = all.length - 2; i >= 0; i--) {
            result = new Predicate.Or(all[i], result);
        }
        return result;
    }

    static Predicate not(Predicate operand) {
        return new Predicate.Not(operand);
    }

    static Predicate always() {
        return new Predicate.Always();
    }

    static Predicate never() {
        return new Predicate.Never();
    }

    static Predicate compare(Comparison comparison, Value left, int right) {
        return new Predicate.Test(comparison, left, new Value.Constant(right));
    }

    /** Of {@code vpi}, {@code vci} and the MTP3 fields, on which libpcap takes {@code !=} for {@code =}; its manual knows neither. */
    static Comparison ofField(FilterExpression.FieldTest test) {
        final Comparison comparison = test.comparison();
        return comparison == Comparison.NOT_EQUAL ? Comparison.EQUAL : comparison;
    }

    static Predicate equal(Value left, int right) {
        return compare(Comparison.EQUAL, left, right);
    }

    static Predicate anyBit(Value left, int bits) {
        return compare(Comparison.NOT_EQUAL, masked(left, bits), 0);
    }

    static Value masked(Value value, int mask) {
        return mask == -1 ? value : binary(Value.Operator.AND, value, new Value.Constant(mask));
    }

    static Value add(Value left, Value right) {
        return binary(Value.Operator.ADD, left, right);
    }

    static Value add(Value left, int right) {
        return add(left, new Value.Constant(right));
    }

    static Value binary(Value.Operator operator, Value left, Value right) {
        return new Value.Binary(operator, left, right);
    }
}
