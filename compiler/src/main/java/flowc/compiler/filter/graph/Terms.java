package flowc.compiler.filter.graph;

import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.predicate.Value.Operator;
import java.util.HashMap;
import java.util.Map;

/** Makes terms, each only once, and computes what is constant. Loads that vanish here keep their conditions: those stand in the graph. */
final class Terms {
    private static final int LAST_REGISTER_BIT = 63;

    private final Map<Shape, Term> termByShape = new HashMap<>();

    Term constant(int value) {
        return term(new Shape.Constant(value), value, 0);
    }

    Term of(Value value) {
        return switch (value) {
            case Value.Constant(int number) -> constant(number);
            case Value.WireLength() -> term(new Shape.WireLength(), -1, 0);
            case Value.Load load -> load(load);
            case Value.Binary(Operator operator, Value left, Value right) -> binary(operator, of(left), of(right));
            case Value.Negation(Value operand) -> binary(Operator.SUBTRACT, constant(0), of(operand));
            case Value.Register(int number) -> term(new Shape.Register(number), -1, 1L << Math.min(number, LAST_REGISTER_BIT));
            case Value.Metadata _ -> constant(0);   // never reached: the condition before it fails
        };
    }

    private Term load(Value.Load load) {
        final Term index = index(load);
        final long offset = offset(load);
        final Shape shape = index == null || index.isConstant()
            ? new Shape.Load(load.bytes(), null, offset + (index == null ? 0 : index.constant())) : new Shape.Load(load.bytes(), index, offset);
        return term(shape, -1 >>> (Integer.SIZE - Byte.SIZE * load.bytes()), index == null ? 0 : index.registers());
    }

    /** What is added to {@link #offset}; null where there is nothing. */
    Term index(Value.Load load) {
        return switch (load.offset()) {
            case Value.Constant _ -> null;
            case Value.Binary(Operator operator, Value index, Value.Constant _) when operator == Operator.ADD -> of(index);
            default -> of(load.offset());
        };
    }

    long offset(Value.Load load) {
        return switch (load.offset()) {
            case Value.Constant(int offset) -> Integer.toUnsignedLong(offset);
            case Value.Binary(Operator operator, Value _, Value.Constant(int offset)) when operator == Operator.ADD -> Integer.toUnsignedLong(offset);
            default -> 0;
        };
    }

    Term binary(Operator operator, Term left, Term right) {
        if (left.isConstant() && right.isConstant()) {
            final Integer folded = Arithmetic32.compute(operator, (int) left.constant(), (int) right.constant());
            if (folded != null) {
                return constant(folded);
            }
        }
        if (left.isConstant() && commutes(operator)) {
            return binary(operator, right, left);
        }
        if (right.isConstant()) {
            final Term simpler = withConstant(operator, left, (int) right.constant());
            if (simpler != null) {
                return simpler;
            }
        }
        return term(new Shape.Binary(operator, left, right), Arithmetic32.bits(operator, left, right), left.registers() | right.registers());
    }

    private static boolean commutes(Operator operator) {
        return switch (operator) {
            case ADD, MULTIPLY, AND, OR, XOR -> true;
            case SUBTRACT, DIVIDE, REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> false;
        };
    }

    /** A simpler form of {@code left operator constant}, or null. */
    private Term withConstant(Operator operator, Term left, int constant) {
        return switch (operator) {
            case ADD, SUBTRACT, OR, XOR -> constant == 0 ? left : null;
            case AND -> and(left, constant);
            case SHIFT_LEFT, SHIFT_RIGHT -> constant == 0 ? left : constant < 0 || constant >= Integer.SIZE ? constant(0) : null;
            case MULTIPLY -> constant == 1 ? left : constant == 0 ? constant(0) : null;
            case DIVIDE -> constant == 1 ? left : null;
            case REMAINDER -> constant == 1 ? constant(0) : null;
        };
    }

    private Term and(Term left, int mask) {
        if ((left.bits() & mask) == 0) {
            return constant(0);
        }
        if ((left.bits() & ~mask) == 0) {
            return left;
        }
        return left.shape() instanceof Shape.Binary(Operator operator, Term inner, Term first) && operator == Operator.AND && first.isConstant()
            ? binary(Operator.AND, inner, constant((int) first.constant() & mask)) : null;
    }

    private Term term(Shape shape, int bits, long registers) {
        final Term known = termByShape.get(shape);
        if (known != null) {
            return known;
        }
        final Term made = new Term(termByShape.size(), shape, bits, registers);
        termByShape.put(shape, made);
        return made;
    }

    int count() {
        return termByShape.size();
    }
}
