package flowc.compiler.filter.bpf;

import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.predicate.Value.Operator;
import java.util.Map;

/** Questions about values. */
final class Values {
    static final long MOST = 0xffff_ffffL;

    private Values() {}

    static boolean isConstant(Value value, int constant) {
        return value instanceof Value.Constant is && is.value() == constant;
    }

    /** Whether computing it may reject the packet. */
    static boolean mayReject(Value value) {
        return switch (value) {
            case Value.Constant _, Value.WireLength _, Value.Register _ -> false;
            case Value.Load _, Value.Metadata _ -> true;
            case Value.Negation negation -> mayReject(negation.operand());
            case Value.Binary binary -> binary.operator() == Operator.DIVIDE
                    || binary.operator() == Operator.REMAINDER
                    || mayReject(binary.left())
                    || mayReject(binary.right());
        };
    }

    static boolean readsRegister(Value value) {
        return switch (value) {
            case Value.Register _ -> true;
            case Value.Constant _, Value.WireLength _, Value.Metadata _ -> false;
            case Value.Load load -> readsRegister(load.offset());
            case Value.Negation negation -> readsRegister(negation.operand());
            case Value.Binary binary -> readsRegister(binary.left()) || readsRegister(binary.right());
        };
    }

    /** No value is above; unsigned. {@code registers} has what no value of theirs is above. */
    static long highest(Value value, Map<Integer, Long> registers) {
        return switch (value) {
            case Value.Constant constant -> Integer.toUnsignedLong(constant.value());
            case Value.Load load -> MOST >>> Integer.SIZE - Byte.SIZE * load.bytes();
            case Value.Binary(Operator operator, Value left, Value right) -> highest(
                    operator, highest(left, registers), highest(right, registers), right instanceof Value.Constant);
            case Value.Register register -> registers.getOrDefault(register.number(), 0L);
            case Value.WireLength _, Value.Metadata _, Value.Negation _ -> MOST;
        };
    }

    private static long highest(Operator operator, long left, long right, boolean constant) {
        return switch (operator) {
            case AND -> Math.min(left, right);
            case ADD -> wrapped(left + right);
            case MULTIPLY -> left == 0 || right == 0 ? 0 : right > MOST / left ? MOST : left * right;
            case SHIFT_LEFT -> constant && right < Integer.SIZE ? wrapped(left << right) : MOST;
            case SHIFT_RIGHT, DIVIDE -> left;
            case OR, XOR -> Math.max(Long.highestOneBit(left), Long.highestOneBit(right)) * 2;
            case REMAINDER -> Math.min(left, right);
            case SUBTRACT -> MOST;
        };
    }

    private static long wrapped(long highest) {
        return Math.min(highest, MOST);
    }
}
