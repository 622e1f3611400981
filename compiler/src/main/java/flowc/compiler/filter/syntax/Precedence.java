package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.predicate.Value.Operator;

/**
 * Groups a flat list of operands and operators as libpcap's parser does. From weak to strong: {@code |}, {@code &}, {@code << >>}, {@code + -},
 * {@code * /}, all to the left; then the sign. {@code %} and {@code ^} have no precedence there, so the parser always goes on reading:
 * each takes what stands just before it, be that signed, and everything behind it.
 */
final class Precedence {
    /** Operands and operators in the order of the text. */
    interface Items {
        /** An operand without its signs. */
        Arithmetic operand(int index);

        /** How many minus signs stand before it. */
        int signs(int index);

        Arithmetic signed(Arithmetic operand, int index);

        Operator operator(int index);
    }

    private final Items items;
    private final int last;
    private int next;

    private Precedence(Items items, int first, int last) {
        this.items = items;
        this.next = first;
        this.last = last;
    }

    /** The tree of operands {@code first} to {@code last}; operator i stands between operands i and i + 1. */
    static Arithmetic group(Items items, int first, int last) {
        return new Precedence(items, first, last).level(0);
    }

    /** 0 for the two that have no precedence. */
    static int strength(Operator operator) {
        return switch (operator) {
            case OR -> 1;
            case AND -> 2;
            case SHIFT_LEFT, SHIFT_RIGHT -> 3;
            case ADD, SUBTRACT -> 4;
            case MULTIPLY, DIVIDE -> 5;
            case REMAINDER, XOR -> 0;
        };
    }

    /** Operators that are stronger than {@code weakest}. */
    private Arithmetic level(int weakest) {
        Arithmetic left = operand();
        while (next < last && strength(items.operator(next)) > weakest) {
            final Operator operator = items.operator(next++);
            left = join(operator, left, level(strength(operator)));
        }
        return left;
    }

    /** One operand with its signs, and all that follows a {@code %} or {@code ^} behind it. */
    private Arithmetic operand() {
        final int index = next;
        Arithmetic operand = items.operand(index);
        if (next < last && strength(items.operator(next)) == 0) {
            final Operator operator = items.operator(next++);
            operand = join(operator, operand, level(0));
        }
        return items.signs(index) == 0 ? operand : items.signed(operand, index);
    }

    private static Arithmetic join(Operator operator, Arithmetic left, Arithmetic right) {
        return new Arithmetic.Binary(operator, left, right, left.place().to(right.place()));
    }
}
