package flowc.compiler.filter.bpf;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A classic BPF program, and its listings as tcpdump prints them. */
public record BpfProgram(List<BpfInstruction> instructions) {
    public BpfProgram {
        instructions = List.copyOf(instructions);
    }

    /** {@code tcpdump -d}: one instruction a line, with mnemonics. */
    public String listing() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < instructions.size(); i++) {
            text.append(Mnemonics.line(i, instructions.get(i))).append('\n');
        }
        return text.toString();
    }

    /** {@code tcpdump -dd}: initialisers of C's {@code struct sock_filter}. */
    public String initialisers() {
        return instructions.stream()
                .map(one -> String.format(Locale.ROOT, "{ 0x%x, %d, %d, 0x%08x },%n", one.code(), one.jumpTrue(), one.jumpFalse(), one.k()).replace("\r\n", "\n"))
                .collect(Collectors.joining());
    }

    /** {@code tcpdump -ddd}: decimal numbers, their count before them. */
    public String numbers() {
        return instructions.stream()
                .map(one -> one.code() + " " + one.jumpTrue() + " " + one.jumpFalse() + " " + Integer.toUnsignedString(one.k()) + "\n")
                .collect(Collectors.joining("", instructions.size() + "\n", ""));
    }
}
