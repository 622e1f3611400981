package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Value.Operator;

/** Unsigned arithmetic modulo 2^32. */
final class Arithmetic32 {
    private Arithmetic32() {}

    /** The value, or null where there is none: a division by 0. */
    static Integer compute(Operator operator, int left, int right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> right == 0 ? null : (Integer) Integer.divideUnsigned(left, right);
            case REMAINDER -> right == 0 ? null : (Integer) Integer.remainderUnsigned(left, right);
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHIFT_LEFT -> right < 0 || right >= Integer.SIZE ? 0 : left << right;
            case SHIFT_RIGHT -> right < 0 || right >= Integer.SIZE ? 0 : left >>> right;
        };
    }

    /** Bits that the result can have. */
    static int bits(Operator operator, Term left, Term right) {
        final boolean shifts = right.isConstant() && right.constant() < Integer.SIZE;
        return switch (operator) {
            case AND -> left.bits() & right.bits();
            case OR, XOR -> left.bits() | right.bits();
            case ADD -> below(left.highest() + right.highest());
            case MULTIPLY -> right.highest() != 0 && left.highest() > 0xffff_ffffL / right.highest() ? -1 : below(left.highest() * right.highest());
            case DIVIDE -> Term.upTo(left.bits());
            case REMAINDER -> Term.upTo(left.bits()) & (right.isConstant() && right.constant() != 0 ? below(right.constant() - 1) : -1);
            case SHIFT_LEFT -> shifts ? left.bits() << right.constant() : -1;
            case SHIFT_RIGHT -> shifts ? left.bits() >>> right.constant() : Term.upTo(left.bits());
            case SUBTRACT -> -1;
        };
    }

    private static int below(long highest) {
        return highest > 0xffff_ffffL ? -1 : Term.upTo((int) highest);
    }

    /** One instruction, which cannot fail. */
    static boolean isPlain(Operator operator) {
        return switch (operator) {
            case ADD, SUBTRACT, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> true;
            case MULTIPLY, DIVIDE, REMAINDER -> false;
        };
    }

    /** Whether a term is a constant, a load or a masked load, so that it may be computed where nobody needs it. */
    static boolean isCheap(Term term) {
        return switch (term.shape()) {
            case Shape.Constant _, Shape.WireLength _, Shape.Load _ -> true;
            case Shape.Binary(Operator operator, Term left, Term right) -> right.isConstant() && isPlain(operator) && left.shape() instanceof Shape.Load;
            case Shape.Register _ -> false;
        };
    }
}
