package flowc.compiler.filter.bpf;

import java.util.Locale;

import static flowc.compiler.filter.bpf.BpfCode.*;

/** Instructions as tcpdump writes them. */
final class Mnemonics {
    private static final String[] OPERATIONS = {"add", "sub", "mul", "div", "or", "and", "lsh", "rsh", "neg", "mod", "xor"};
    private static final String[] JUMPS = {"ja", "jeq", "jgt", "jge", "jset"};
    /** Metadata by offset in words, as linux/filter.h has them. */
    private static final String[] METADATA = {
        "proto", "type", "ifidx", "nla", "nlan", "mark", "queue", "hatype", "rxhash", "cpu", "vlan_tci", "vlanp", "pay_offset", "random", "vlan_tpid"
    };

    private Mnemonics() {}

    static String line(int number, BpfInstruction instruction) {
        final String operation = String.format(Locale.ROOT, "(%03d) %-8s ", number, name(instruction));
        final String operand = operand(number, instruction);
        if ((instruction.code() & 0x07) == JMP && (instruction.code() & 0xf0) != JA) {
            final int next = number + 1;
            return String.format(Locale.ROOT, "%s%-16s jt %d\tjf %d", operation, operand, next + instruction.jumpTrue(), next + instruction.jumpFalse());
        }
        return operation + operand;
    }

    private static String name(BpfInstruction instruction) {
        final int code = instruction.code();
        return switch (code & 0x07) {
            case LD -> "ld" + width(code);
            case LDX -> (code & 0xe0) == MSH ? "ldxb" : "ldx";
            case ST -> "st";
            case STX -> "stx";
            case ALU -> OPERATIONS[(code & 0xf0) >>> 4];
            case JMP -> JUMPS[(code & 0xf0) >>> 4];
            case RET -> "ret";
            default -> (code & 0xf8) == TXA ? "txa" : "tax";
        };
    }

    private static String width(int code) {
        return switch (code & 0x18) {
            case H -> "h";
            case B -> "b";
            default -> "";
        };
    }

    private static String operand(int number, BpfInstruction instruction) {
        final int code = instruction.code();
        final int k = instruction.k();
        return switch (code & 0x07) {
            case LD, LDX -> source(code, k);
            case ST, STX -> "M[" + k + "]";
            case ALU -> (code & 0xf0) == NEG ? "" : (code & X) != 0 ? "x" : isBitwise(code) ? hex(k) : "#" + k;
            case JMP -> (code & 0xf0) == JA ? Integer.toString(number + 1 + k) : (code & X) != 0 ? "x" : hex(k);
            case RET -> (code & 0x18) == A ? "" : "#" + Integer.toUnsignedString(k);
            default -> "";
        };
    }

    private static String source(int code, int k) {
        return switch (code & 0xe0) {
            case IMM -> hex(k);
            case ABS -> "[" + (isMetadata(k) ? METADATA[k - METADATA_OFFSET >> 2] : Integer.toString(k)) + "]";
            case IND -> "[x + " + k + "]";
            case MEM -> "M[" + k + "]";
            case LEN -> "#pktlen";
            default -> "4*([" + k + "]&0xf)";
        };
    }

    private static boolean isMetadata(int k) {
        final int offset = k - METADATA_OFFSET;
        return k < 0 && offset >= 0 && offset >> 2 < METADATA.length;
    }

    private static boolean isBitwise(int code) {
        return switch (code & 0xf0) {
            case AND, OR, XOR -> true;
            default -> false;
        };
    }

    private static String hex(int k) {
        return "#0x" + Integer.toHexString(k);
    }
}
