package flowc.compiler.filter.bpf;

/**
 * {@code struct sock_filter} of linux/filter.h. Jumps count from the next instruction.
 *
 * @param code class, width, mode and operation of {@link BpfCode}, 16 bits
 * @param jumpTrue 0 … 255
 * @param jumpFalse 0 … 255
 */
public record BpfInstruction(int code, int jumpTrue, int jumpFalse, int k) {
    public BpfInstruction(int code, int k) {
        this(code, 0, 0, k);
    }
}
