package flowc.runtime.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Has lines of memory brought into the caches while the processor goes on with other work, which no load can: one that waits for memory lets only some two
 * hundred instructions behind it begin. The JVM has no such instruction, so it is a few bytes of machine code in pages that are only read and executed
 * (docs/decisions/0028). Linux on x86-64 only; elsewhere nothing is done. Any thread.
 */
public final class Prefetch {
    /** Whether anything is done. */
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
    private static final byte[] POINTED_CODE = {
        0x48, (byte) 0x8b, 0x07, 0x0f, 0x18, 0x0c, 0x08, 0x48, 0x01, (byte) 0xf7, 0x48, (byte) 0xff, (byte) 0xca, 0x75, (byte) 0xf1, (byte) 0xc3
    };

    /**
     * rdi address, rsi lines.
     * <pre> again: prefetcht0 [rdi]
     *        add rdi, 64
     *        dec rsi
     *        jnz again
     *        ret </pre>
     */
    private static final byte[] SUCCESSIVE_CODE = {
        0x0f, 0x18, 0x0f, 0x48, (byte) 0x83, (byte) 0xc7, (byte) CacheLine.BYTES, 0x48, (byte) 0xff, (byte) 0xce, 0x75, (byte) 0xf4, (byte) 0xc3
    };

    private static final MethodHandle POINTED;
    private static final MethodHandle SUCCESSIVE;

    static {
        POINTED = link(POINTED_CODE, 4);
        SUCCESSIVE = link(SUCCESSIVE_CODE, 2);
        AVAILABLE = POINTED != null && SUCCESSIVE != null;
    }

    private Prefetch() {}

    /** Code as a function of {@code parameters} numbers; null where it is not for this machine, or the system lets no page be executed. */
    private static MethodHandle link(byte[] code, int parameters) {
        if (!LinuxMemory.AVAILABLE || !System.getProperty("os.arch", "").equals("amd64")) {
            return null;
        }
        final ValueLayout[] numbers = new ValueLayout[parameters];
        Arrays.fill(numbers, ValueLayout.JAVA_LONG);
        try {
            return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(LinuxMemory.executable(code)), FunctionDescriptor.ofVoid(numbers), Linker.Option.critical(false));
        } catch (final OutOfMemoryError | IllegalCallerException refused) {
            return null;
        }
    }

    /**
     * For each of {@code count} pointers, the first at {@code pointers} and {@code stride} bytes apart, the line at what it points to plus {@code offset}: any
     * address, mapped or not.
     */
    public static void pointed(long pointers, long stride, long count, long offset) {
        if (!AVAILABLE || count <= 0) {
            return;
        }
        try {
            POINTED.invokeExact(pointers, stride, count, offset);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("the prefetching code must be callable", impossible);
        }
    }

    /**
     * The same, but with loads where there is no such code, in a loop as short as can be: how many are on their way at once is how many rounds a processor looks ahead. Checked
     * runs load as well, so that addresses are checked. Gives a sum, to be written somewhere so that no load can be left out.
     */
    public static long bring(long pointers, long stride, long count, long offset) {
        if (AVAILABLE && !Memory.CHECKED) {
            pointed(pointers, stride, count, offset);
            return 0;
        }
        long loaded = 0;
        for (long i = 0; i < count; i++) {
            loaded += Memory.i64(Memory.i64(pointers + i * stride) + offset);
        }
        return loaded;
    }

    /** {@link #successive} as {@link #bring} is {@link #pointed}: with loads where there is no such code, and in checked runs. */
    public static long bringSuccessive(long address, long bytes) {
        if (AVAILABLE && !Memory.CHECKED) {
            successive(address, bytes);
            return 0;
        }
        return CacheLine.load(address, bytes);
    }

    /** The lines from {@code address} on, any address, that {@code bytes} bytes take, but for one more where these begin in the middle of a line. */
    public static void successive(long address, long bytes) {
        if (!AVAILABLE || bytes <= 0) {
            return;
        }
        try {
            SUCCESSIVE.invokeExact(address, (bytes + CacheLine.BYTES - 1) / CacheLine.BYTES);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("the prefetching code must be callable", impossible);
        }
    }
}
