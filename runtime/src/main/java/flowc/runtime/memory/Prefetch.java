package flowc.runtime.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Has lines of memory brought into the caches while the processor goes on with other work, which no load can: one that waits for memory lets only some two
 * hundred instructions behind it begin. The JVM has no such instruction, so it is sixteen bytes of machine code in a page that is only read and executed
 * (docs/decisions/0028). Linux on x86-64 only.
 */
public final class Prefetch {
    /** Whether {@link #lines} does anything. */
    public static final boolean AVAILABLE;

    /**
     * System V calling convention: rdi pointers, rsi stride, rdx count, rcx offset (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2).
     * <pre> again: mov rax, [rdi]
     *        prefetcht0 [rax + rcx]
     *        add rdi, rsi
     *        dec rdx
     *        jnz again
     *        ret </pre>
     */
    private static final byte[] CODE = {
        0x48, (byte) 0x8b, 0x07, 0x0f, 0x18, 0x0c, 0x08, 0x48, 0x01, (byte) 0xf7, 0x48, (byte) 0xff, (byte) 0xca, 0x75, (byte) 0xf1, (byte) 0xc3
    };

    private static final MethodHandle LINES;

    static {
        LINES = !LinuxMemory.AVAILABLE || !System.getProperty("os.arch", "").equals("amd64") ? null : link();
        AVAILABLE = LINES != null;
    }

    private Prefetch() {}

    /** The code as a function; null where the system lets no page be executed. */
    private static MethodHandle link() {
        try {
            final long page = LinuxMemory.executable(CODE);
            return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(page),
                    FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG), Linker.Option.critical(false));
        } catch (final OutOfMemoryError | IllegalCallerException refused) {
            return null;
        }
    }

    /**
     * For each of {@code count} pointers, the first at {@code pointers} and {@code stride} bytes apart, the line at what it points to plus {@code offset}. These may be any
     * addresses. Does nothing where it is not {@link #AVAILABLE}.
     */
    public static void lines(long pointers, long stride, long count, long offset) {
        if (!AVAILABLE || count <= 0) {
            return;
        }
        try {
            LINES.invokeExact(pointers, stride, count, offset);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("the prefetching code must be callable", impossible);
        }
    }
}
