package flowc.filters;

import static flowc.compiler.filter.bpf.BpfCode.*;

import flowc.compiler.filter.bpf.BpfInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes packets that get far in a program: follows it, and where it compares what it has just read, writes into the packet, more often than not, what
 * makes the comparison hold. Random bytes alone would seldom pass the first test.
 */
final class PacketForge {
    private static final int STEP_LIMIT = 400;
    private static final int LONGEST = 160;

    private final Random random;
    private byte[] packet;
    private int accumulator;
    private int index;
    private int[] memory;
    /** Where the accumulator was read, 0 bytes where it was not, and the bits of it that are left. */
    private int place;
    private int bytes;
    private int mask;

    PacketForge(Random random) {
        this.random = random;
    }

    /** Packets for {@code program}: {@code count} forged ones, most of them of zeros at first, each whole and cut to {@code lengths - 1} random lengths. */
    List<byte[]> cutPackets(List<BpfInstruction> program, int count, int lengths) {
        final List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final byte[] whole = new byte[LONGEST];
            if (random.nextInt(4) == 0) {
                random.nextBytes(whole);
            }
            forge(program, whole);
            for (int j = 0; j < lengths; j++) {
                packets.add(Arrays.copyOf(whole, j == 0 ? LONGEST : random.nextInt(LONGEST)));
            }
        }
        return packets;
    }

    /** Writes into {@code packet}. */
    void forge(List<BpfInstruction> program, byte[] packet) {
        this.packet = packet;
        accumulator = 0;
        index = 0;
        memory = new int[MEMORY_WORDS];
        bytes = 0;
        int next = 0;
        for (int steps = 0; steps < STEP_LIMIT && next >= 0; steps++) {
            next = step(program.get(next), next + 1);
        }
    }

    private int step(BpfInstruction instruction, int next) {
        switch (instruction.code() & 0x07) {
            case LD -> accumulator = load(instruction);
            case LDX -> index = loadIndex(instruction);
            case ST -> memory[instruction.k()] = accumulator;
            case STX -> memory[instruction.k()] = index;
            case ALU -> compute(instruction);
            case JMP -> {
                return next + jump(instruction);
            }
            case RET -> {
                return -1;
            }
            default -> {
                if ((instruction.code() & 0xf8) == TXA) {
                    accumulator = index;
                    bytes = 0;
                } else {
                    index = accumulator;
                }
            }
        }
        return next;
    }

    private int load(BpfInstruction instruction) {
        final int mode = instruction.code() & 0xe0;
        if (mode == MEM || mode == IMM || mode == LEN) {
            if (mode != MEM) {
                bytes = 0;
            }
            return mode == MEM ? memory[instruction.k()] : mode == IMM ? instruction.k() : packet.length;
        }
        place = instruction.k() + (mode == IND ? index : 0);
        bytes = BpfInterpreter.bytes(instruction);
        mask = -1;
        return read();
    }

    private int loadIndex(BpfInstruction instruction) {
        return switch (instruction.code() & 0xe0) {
            case MEM -> memory[instruction.k()];
            case MSH -> {
                final int at = instruction.k();
                if (at < 0 || at >= packet.length) {
                    yield 20;
                }
                if (random.nextInt(3) != 0) {
                    packet[at] = (byte) (packet[at] & 0xf0 | 5 + random.nextInt(3));
                }
                yield (packet[at] & 0xf) << 2;
            }
            default -> instruction.k();
        };
    }

    private int read() {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (inside(i) ? packet[place + i] & 0xff : 0);
        }
        return value;
    }

    private boolean inside(int i) {
        return place >= 0 && place + i < packet.length;
    }

    private void compute(BpfInstruction instruction) {
        final int operand = (instruction.code() & X) != 0 ? index : instruction.k();
        final int operation = instruction.code() & 0xf0;
        if (operation == AND) {
            mask &= operand;
        } else if (operation != SUB || operand != 0) {
            bytes = operation == SUB ? bytes : 0;
        }
        accumulator = switch (operation) {
            case ADD -> accumulator + operand;
            case SUB -> accumulator - operand;
            case MUL -> accumulator * operand;
            case OR -> accumulator | operand;
            case AND -> accumulator & operand;
            case LSH -> accumulator << operand;
            case RSH -> accumulator >>> operand;
            case NEG -> -accumulator;
            default -> accumulator ^ operand;
        };
    }

    private int jump(BpfInstruction instruction) {
        final int operation = instruction.code() & 0xf0;
        if (operation == JA) {
            return instruction.k();
        }
        final int operand = (instruction.code() & X) != 0 ? index : instruction.k();
        if (bytes > 0 && random.nextInt(5) != 0) {
            write(random.nextInt(8) == 0 ? operand + random.nextInt(3) - 1 : operation == JSET ? random.nextBoolean() ? 0 : operand : operand);
        }
        final boolean taken = switch (operation) {
            case JEQ -> accumulator == operand;
            case JGT -> Integer.compareUnsigned(accumulator, operand) > 0;
            case JGE -> Integer.compareUnsigned(accumulator, operand) >= 0;
            default -> (accumulator & operand) != 0;
        };
        return taken ? instruction.jumpTrue() : instruction.jumpFalse();
    }

    /** Changes the bits that were looked at. */
    private void write(int value) {
        final int old = read();
        final int written = old & ~mask | value & mask;
        for (int i = 0; i < bytes; i++) {
            if (inside(i)) {
                packet[place + i] = (byte) (written >>> 8 * (bytes - 1 - i));
            }
        }
        accumulator = read() & mask;
    }
}
