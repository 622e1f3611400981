package flowc.compiler.filter.bpf;

import static flowc.compiler.filter.bpf.BpfCode.*;

import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.predicate.Value.Operator;
import java.util.HashMap;
import java.util.Map;

/**
 * Code that computes values in A, the accumulator, or X, the index register. What the kernel does otherwise than libpcap, that is, wrapping sums of
 * indexed loads and taking shifts modulo 32, is tested for before.
 */
final class ValueCode {
    /** An index beyond is beyond every packet, and below it sums stay positive. */
    private static final int FARTHEST_INDEX = 0x0fff_ffff;

    private final Assembler assembler;
    private final Memory memory;
    private final Object reject;
    /** What no value of a register is above; 0 where none is stored. */
    private final Map<Integer, Long> highest = new HashMap<>();

    ValueCode(Assembler assembler, Memory memory, Object reject) {
        this.assembler = assembler;
        this.memory = memory;
        this.reject = reject;
    }

    /** To be told of all stores, in the order in which they happen, before any code is made. */
    void willStore(int register, Value value) {
        highest.merge(register, Values.highest(value, highest), Math::max);
    }

    void toA(Value value) {
        switch (value) {
            case Value.Constant constant -> assembler.add(LD | IMM, constant.value());
            case Value.WireLength _ -> assembler.add(LD | LEN);
            case Value.Register register -> assembler.add(LD | MEM, memory.of(register.number()));
            case Value.Metadata metadata -> assembler.add(LD | W | ABS, METADATA_OFFSET + metadata.offset());
            case Value.Negation negation -> {
                toA(negation.operand());
                assembler.add(ALU | NEG);
            }
            case Value.Load load -> load(load);
            case Value.Binary binary -> binary(binary);
        }
    }

    void toX(Value value) {
        switch (value) {
            case Value.Constant constant -> assembler.add(LDX | IMM, constant.value());
            case Value.Register register -> assembler.add(LDX | MEM, memory.of(register.number()));
            default -> {
                final int header = headerLengthAt(value);
                if (header >= 0) {
                    assembler.add(LDX | B | MSH, header);
                } else {
                    toA(value);
                    assembler.add(MISC | TAX);
                }
            }
        }
    }

    /** Where the byte is of whose lower half X can be had four times; -1 where the value is no such thing. */
    private static int headerLengthAt(Value value) {
        if (value instanceof Value.Binary(Operator shift, Value.Binary(Operator and, Value.Load load, Value mask), Value two)
                && shift == Operator.SHIFT_LEFT && Values.isConstant(two, 2)
                && and == Operator.AND && Values.isConstant(mask, 0xf)
                && load.bytes() == 1 && load.offset() instanceof Value.Constant(int offset)) {
            return offset;
        }
        return -1;
    }

    private void load(Value.Load load) {
        final int width = load.bytes() == 4 ? W : load.bytes() == 2 ? H : B;
        switch (load.offset()) {
            case Value.Constant(int offset) -> absolute(width, offset);
            case Value.Binary(Operator operator, Value index, Value.Constant(int distance)) when operator == Operator.ADD -> indexed(
                    width, index, distance);
            case Value index -> indexed(width, index, 0);
        }
    }

    private void absolute(int width, int offset) {
        if (offset < 0) {
            assembler.jump(reject);
        } else {
            assembler.add(LD | width | ABS, offset);
        }
    }

    private void indexed(int width, Value index, int distance) {
        if (index instanceof Value.Constant(int constant)) {
            final long sum = Integer.toUnsignedLong(constant) + Integer.toUnsignedLong(distance);
            absolute(width, sum > Integer.MAX_VALUE ? -1 : (int) sum);
        } else if (distance < 0 || distance > FARTHEST_INDEX) {
            toA(index);
            assembler.jump(reject);
        } else {
            if (Values.highest(index, highest) > FARTHEST_INDEX) {
                toA(index);
                final Object near = new Object();
                assembler.branch(JMP | JGT | K, FARTHEST_INDEX, reject, near);
                assembler.label(near);
                assembler.add(MISC | TAX);
            } else {
                toX(index);
            }
            assembler.add(LD | width | IND, distance);
        }
    }

    private void binary(Value.Binary binary) {
        final Operator operator = binary.operator();
        final boolean shifts = operator == Operator.SHIFT_LEFT || operator == Operator.SHIFT_RIGHT;
        if (binary.right() instanceof Value.Constant(int constant)) {
            toA(binary.left());
            if (shifts && Integer.compareUnsigned(constant, Integer.SIZE) >= 0) {
                assembler.add(LD | IMM, 0);
            } else if (constant == 0 && (operator == Operator.DIVIDE || operator == Operator.REMAINDER)) {
                assembler.jump(reject);
            } else {
                assembler.add(ALU | code(operator) | K, constant);
            }
        } else {
            toBoth(binary.left(), binary.right());
            apply(operator, shifts && Values.highest(binary.right(), highest) >= Integer.SIZE);
        }
    }

    private void apply(Operator operator, boolean mayShiftOut) {
        if (!mayShiftOut) {
            assembler.add(ALU | code(operator) | X);
            return;
        }
        final int left = memory.hold();
        final Object far = new Object();
        final Object near = new Object();
        final Object end = new Object();
        assembler.add(ST, left);
        assembler.add(MISC | TXA);
        assembler.branch(JMP | JGE | K, Integer.SIZE, far, near);
        assembler.label(near);
        assembler.add(LD | MEM, left);
        assembler.add(ALU | code(operator) | X);
        assembler.jump(end);
        assembler.label(far);
        assembler.add(LD | IMM, 0);
        assembler.label(end);
        memory.release();
    }

    /** {@code left} to A and {@code right} to X. */
    void toBoth(Value left, Value right) {
        if (right instanceof Value.Register || right instanceof Value.Constant || headerLengthAt(right) >= 0) {
            toA(left);
            toX(right);
        } else if (keepsX(left)) {
            toX(right);
            toA(left);
        } else {
            toA(right);
            final int held = memory.hold();
            assembler.add(ST, held);
            toA(left);
            assembler.add(LDX | MEM, held);
            memory.release();
        }
    }

    private static boolean keepsX(Value value) {
        return switch (value) {
            case Value.Constant _, Value.WireLength _, Value.Register _, Value.Metadata _ -> true;
            case Value.Negation negation -> keepsX(negation.operand());
            case Value.Load load -> load.offset() instanceof Value.Constant;
            case Value.Binary binary -> binary.right() instanceof Value.Constant && keepsX(binary.left());
        };
    }

    private static int code(Operator operator) {
        return switch (operator) {
            case ADD -> ADD;
            case SUBTRACT -> SUB;
            case MULTIPLY -> MUL;
            case DIVIDE -> DIV;
            case REMAINDER -> MOD;
            case AND -> AND;
            case OR -> OR;
            case XOR -> XOR;
            case SHIFT_LEFT -> LSH;
            case SHIFT_RIGHT -> RSH;
        };
    }
}
