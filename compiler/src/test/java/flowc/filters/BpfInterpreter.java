package flowc.filters;

import static flowc.compiler.filter.bpf.BpfCode.*;

import flowc.compiler.filter.bpf.BpfInstruction;
import java.util.List;

/**
 * Runs classic BPF as libpcap's {@code bpf_filter} does. Registers and memory begin as 0, every load beyond the packet and every division by 0 returns 0,
 * and so do metadata, of which files have none. One packet an instance.
 */
final class BpfInterpreter {
    /** Steps after which a program with a loop counts as endless. */
    private static final int STEP_LIMIT = 200_000;

    private final List<BpfInstruction> program;
    private final byte[] packet;
    private final int captureLength;
    private final int wireLength;
    private final int[] memory = new int[MEMORY_WORDS];
    private int accumulator;
    private int index;
    private boolean rejected;

    private BpfInterpreter(List<BpfInstruction> program, byte[] packet, int captureLength, int wireLength) {
        this.program = program;
        this.packet = packet;
        this.captureLength = captureLength;
        this.wireLength = wireLength;
    }

    /** What the program returns, unsigned; the first {@code captureLength} bytes of {@code packet} are captured. */
    static int run(List<BpfInstruction> program, byte[] packet, int captureLength, int wireLength) {
        return new BpfInterpreter(program, packet, captureLength, wireLength).run();
    }

    private int run() {
        int next = 0;
        for (int steps = 0; steps < STEP_LIMIT; steps++) {
            final BpfInstruction instruction = program.get(next++);
            switch (instruction.code() & 0x07) {
                case LD -> accumulator = load(instruction);
                case LDX -> index = load(instruction);
                case ST -> memory[instruction.k()] = accumulator;
                case STX -> memory[instruction.k()] = index;
                case ALU -> accumulator = compute(instruction);
                case JMP -> next += jump(instruction);
                case RET -> {
                    return (instruction.code() & 0x18) == A ? accumulator : instruction.k();
                }
                default -> move(instruction);
            }
            if (rejected) {
                return 0;
            }
        }
        return 0;
    }

    private void move(BpfInstruction instruction) {
        if ((instruction.code() & 0xf8) == TXA) {
            accumulator = index;
        } else {
            index = accumulator;
        }
    }

    private int load(BpfInstruction instruction) {
        return switch (instruction.code() & 0xe0) {
            case IMM -> instruction.k();
            case ABS -> read(0, instruction);
            case IND -> read(index, instruction);
            case MEM -> memory[instruction.k()];
            case LEN -> wireLength;
            case MSH -> (read(0, new BpfInstruction(LD | B | ABS, instruction.k())) & 0xf) << 2;
            default -> throw new IllegalArgumentException("no such load: " + instruction);
        };
    }

    /** The sum of base and constant does not wrap. */
    private int read(int base, BpfInstruction instruction) {
        final int bytes = bytes(instruction);
        final long offset = Integer.toUnsignedLong(base) + Integer.toUnsignedLong(instruction.k());
        if (offset + bytes > captureLength) {
            rejected = true;
            return 0;
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | packet[(int) offset + i] & 0xff;
        }
        return value;
    }

    static int bytes(BpfInstruction load) {
        return switch (load.code() & 0x18) {
            case W -> 4;
            case H -> 2;
            default -> 1;
        };
    }

    private int operand(BpfInstruction instruction) {
        return (instruction.code() & X) != 0 ? index : instruction.k();
    }

    private int compute(BpfInstruction instruction) {
        final int operand = operand(instruction);
        return switch (instruction.code() & 0xf0) {
            case ADD -> accumulator + operand;
            case SUB -> accumulator - operand;
            case MUL -> accumulator * operand;
            case DIV -> divisible(operand) ? Integer.divideUnsigned(accumulator, operand) : 0;
            case MOD -> divisible(operand) ? Integer.remainderUnsigned(accumulator, operand) : 0;
            case OR -> accumulator | operand;
            case AND -> accumulator & operand;
            case XOR -> accumulator ^ operand;
            case LSH -> Integer.compareUnsigned(operand, 32) < 0 ? accumulator << operand : 0;
            case RSH -> Integer.compareUnsigned(operand, 32) < 0 ? accumulator >>> operand : 0;
            case NEG -> -accumulator;
            default -> throw new IllegalArgumentException("no such operation: " + instruction);
        };
    }

    private boolean divisible(int divisor) {
        rejected |= divisor == 0;
        return divisor != 0;
    }

    private int jump(BpfInstruction instruction) {
        final int operand = operand(instruction);
        return switch (instruction.code() & 0xf0) {
            case JA -> instruction.k();
            case JEQ -> way(instruction, accumulator == operand);
            case JGT -> way(instruction, Integer.compareUnsigned(accumulator, operand) > 0);
            case JGE -> way(instruction, Integer.compareUnsigned(accumulator, operand) >= 0);
            case JSET -> way(instruction, (accumulator & operand) != 0);
            default -> throw new IllegalArgumentException("no such jump: " + instruction);
        };
    }

    private static int way(BpfInstruction instruction, boolean taken) {
        return taken ? instruction.jumpTrue() : instruction.jumpFalse();
    }
}
