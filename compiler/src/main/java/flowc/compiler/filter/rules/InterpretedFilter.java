package flowc.compiler.filter.rules;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.predicate.Value.Operator;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.FilterProgram;
import java.util.Arrays;

/** A predicate that walks its own tree: nothing to compile, so it is there at once. Any thread. */
public final class InterpretedFilter extends FilterProgram {
    /** Of a value: a byte that is not captured, or a division by 0. All others are 0 to 2^32 - 1. */
    private static final long NONE = -1;

    private static final long MASK = 0xffff_ffffL;

    private static final long[] NO_REGISTERS = {};

    private final Predicate predicate;
    private final int registers;

    public InterpretedFilter(Predicate predicate) {
        this.predicate = predicate;
        this.registers = registers(predicate);
    }

    /** How many there must be to set all that are set. */
    private static int registers(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always(), Predicate.Never(), Predicate.Test _ -> 0;
            case Predicate.And(Predicate left, Predicate right) -> Math.max(registers(left), registers(right));
            case Predicate.Or(Predicate left, Predicate right) -> Math.max(registers(left), registers(right));
            case Predicate.Not(Predicate operand) -> registers(operand);
            case Predicate.Set(int register, Value _) -> register + 1;
            case Predicate.Repeat(Predicate round, int _) -> registers(round);
        };
    }

    private enum Answer { YES, NO, REJECT }

    @Override
    public boolean test(long packet, long captureLength, long wireLength) {
        return new Walk(registers).test(predicate, packet, captureLength, wireLength);
    }

    @Override
    public long select(long packets, long count) {
        final Walk walk = new Walk(registers);
        long selected = 0;
        for (int i = 0; i < count; i++) {
            final long descriptor = packets + i * PacketLayout.BYTES;
            final boolean accepts = walk.test(predicate, Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET),
                    Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET), Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET));
            selected |= accepts ? 1L << i : 0;
        }
        return selected;
    }

    private static final class Walk {
        private final long[] registers;
        private long packet;
        private long captureLength;
        private long wireLength;

        Walk(int registers) {
            this.registers = registers == 0 ? NO_REGISTERS : new long[registers];
        }

        boolean test(Predicate predicate, long packetAddress, long capturedBytes, long wireBytes) {
            packet = packetAddress;
            captureLength = capturedBytes;
            wireLength = wireBytes;
            Arrays.fill(registers, 0);
            return ask(predicate) == Answer.YES;
        }

        Answer ask(Predicate asked) {
            return switch (asked) {
                case Predicate.Always() -> Answer.YES;
                case Predicate.Never() -> Answer.NO;
                case Predicate.Test(Comparison comparison, Value left, Value right) -> compare(comparison, left, right);
                case Predicate.And(Predicate left, Predicate right) -> {
                    final Answer first = ask(left);
                    yield first == Answer.YES ? ask(right) : first;
                }
                case Predicate.Or(Predicate left, Predicate right) -> {
                    final Answer first = ask(left);
                    yield first == Answer.NO ? ask(right) : first;
                }
                case Predicate.Not(Predicate operand) -> switch (ask(operand)) {
                    case YES -> Answer.NO;
                    case NO -> Answer.YES;
                    case REJECT -> Answer.REJECT;
                };
                case Predicate.Set(int register, Value value) -> {
                    final long number = number(value);
                    registers[register] = number;
                    yield number == NONE ? Answer.REJECT : Answer.YES;
                }
                case Predicate.Repeat(Predicate round, int limit) -> repeat(round, limit);
            };
        }

        private Answer repeat(Predicate round, int limit) {
            for (int i = 0; i < limit; i++) {
                final Answer answer = ask(round);
                if (answer != Answer.YES) {
                    return answer == Answer.REJECT ? answer : Answer.YES;
                }
            }
            return Answer.YES;
        }

        private Answer compare(Comparison comparison, Value leftValue, Value rightValue) {
            final long left = number(leftValue);
            final long right = left == NONE ? NONE : number(rightValue);
            if (right == NONE) {
                return Answer.REJECT;
            }
            final boolean holds = switch (comparison) {
                case EQUAL -> left == right;
                case NOT_EQUAL -> left != right;
                case LESS -> left < right;
                case LESS_EQUAL -> left <= right;
                case GREATER -> left > right;
                case GREATER_EQUAL -> left >= right;
            };
            return holds ? Answer.YES : Answer.NO;
        }

        private long number(Value value) {
            return switch (value) {
                case Value.Constant(int constant) -> constant & MASK;
                case Value.WireLength() -> wireLength & MASK;
                case Value.Load(int bytes, Value offset) -> load(bytes, offset);
                case Value.Negation(Value operand) -> {
                    final long number = number(operand);
                    yield number == NONE ? NONE : -number & MASK;
                }
                case Value.Register(int register) -> register < registers.length ? registers[register] : 0;
                case Value.Binary(Operator operator, Value left, Value right) -> binary(operator, number(left), right);
                case Value.Metadata _ -> NONE;
            };
        }

        private long load(int bytes, Value offset) {
            final long at = offset(offset);
            if (at == NONE || at + bytes > captureLength) {
                return NONE;
            }
            return switch (bytes) {
                case 1 -> Memory.u8(packet + at);
                case 2 -> Memory.u16be(packet + at);
                default -> Memory.u32be(packet + at);
            };
        }

        /** As in BPF, the sum of a load's index and constant does not wrap. */
        private long offset(Value offset) {
            if (offset instanceof Value.Binary(Operator operator, Value left, Value.Constant(int constant)) && operator == Operator.ADD) {
                final long index = number(left);
                return index == NONE ? NONE : index + (constant & MASK);
            }
            return number(offset);
        }

        private long binary(Operator operator, long left, Value rightValue) {
            final long right = left == NONE ? NONE : number(rightValue);
            if (right == NONE || right == 0 && (operator == Operator.DIVIDE || operator == Operator.REMAINDER)) {
                return NONE;
            }
            return MASK & switch (operator) {
                case ADD -> left + right;
                case SUBTRACT -> left - right;
                case MULTIPLY -> left * right;
                case DIVIDE -> left / right;
                case REMAINDER -> left % right;
                case AND -> left & right;
                case OR -> left | right;
                case XOR -> left ^ right;
                case SHIFT_LEFT -> right < Integer.SIZE ? left << right : 0;
                case SHIFT_RIGHT -> right < Integer.SIZE ? left >>> right : 0;
            };
        }
    }
}
