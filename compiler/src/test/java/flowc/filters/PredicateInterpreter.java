package flowc.filters;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import java.util.HashMap;
import java.util.Map;

/** What a predicate says of a packet, read off its definition: the oracle for compiled filters. One packet an instance. */
public final class PredicateInterpreter {
    private final byte[] packet;
    private final int wireLength;
    private final Map<Integer, Integer> registers = new HashMap<>();

    /** A load beyond the packet, or a division by 0: the packet is rejected at once. */
    private static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rejected() {
            super(null, null, false, false);
        }
    }

    private PredicateInterpreter(byte[] packet, int wireLength) {
        this.packet = packet;
        this.wireLength = wireLength;
    }

    /** {@code packet} holds the captured bytes. */
    public static boolean accepts(Predicate predicate, byte[] packet, int wireLength) {
        try {
            return new PredicateInterpreter(packet, wireLength).holds(predicate);
        } catch (Rejected _) {
            return false;
        }
    }

    private boolean holds(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always() -> true;
            case Predicate.Never() -> false;
            case Predicate.Test test -> test(test);
            case Predicate.And(Predicate left, Predicate right) -> holds(left) && holds(right);
            case Predicate.Or(Predicate left, Predicate right) -> holds(left) || holds(right);
            case Predicate.Not(Predicate operand) -> !holds(operand);
            case Predicate.Set(int register, Value value) -> {
                registers.put(register, number(value));
                yield true;
            }
            case Predicate.Repeat(Predicate round, int limit) -> {
                for (int i = 0; i < limit && holds(round); i++) {
                    // the round does the work
                }
                yield true;
            }
        };
    }

    private boolean test(Predicate.Test test) {
        final int order = Integer.compareUnsigned(number(test.left()), number(test.right()));
        return switch (test.comparison()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_EQUAL -> order >= 0;
        };
    }

    private int number(Value value) {
        return switch (value) {
            case Value.Constant(int constant) -> constant;
            case Value.WireLength() -> wireLength;
            case Value.Load load -> load(load);
            case Value.Binary(Value.Operator operator, Value left, Value right) -> compute(operator, number(left), number(right));
            case Value.Negation(Value operand) -> -number(operand);
            case Value.Register(int number) -> registers.getOrDefault(number, 0);
            case Value.Metadata _ -> throw new Rejected();
        };
    }

    private int load(Value.Load load) {
        final long offset = load.offset() instanceof Value.Binary(Value.Operator operator, Value index, Value.Constant(int added)) && operator == Value.Operator.ADD
            ? Integer.toUnsignedLong(number(index)) + Integer.toUnsignedLong(added) : Integer.toUnsignedLong(number(load.offset()));
        if (offset + load.bytes() > packet.length) {
            throw new Rejected();
        }
        int number = 0;
        for (int i = 0; i < load.bytes(); i++) {
            number = number << Byte.SIZE | packet[(int) offset + i] & 0xff;
        }
        return number;
    }

    private static int compute(Value.Operator operator, int left, int right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> Integer.divideUnsigned(left, divisor(right));
            case REMAINDER -> Integer.remainderUnsigned(left, divisor(right));
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHIFT_LEFT -> Integer.compareUnsigned(right, Integer.SIZE) < 0 ? left << right : 0;
            case SHIFT_RIGHT -> Integer.compareUnsigned(right, Integer.SIZE) < 0 ? left >>> right : 0;
        };
    }

    private static int divisor(int right) {
        if (right == 0) {
            throw new Rejected();
        }
        return right;
    }
}
