package flowc.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.internal.misc.Unsafe;

/**
 * Unchecked loads and stores in native order by absolute address, any alignment. Where the JVM was started with
 * {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}, as {@code ./flowc} and tracker jars do by their manifests, they are single
 * instructions; elsewhere they go through one segment over all memory, which costs a bounds check and a score of inlined methods each. See
 * docs/decisions/0017.
 */
final class RawMemory {
    /** Whether the short way is open. A constant to the JVM's compiler; the class of the other way is never even linked. */
    static final boolean DIRECT = !Boolean.getBoolean("flowc.memory.segments")
            && Object.class.getModule().isExported("jdk.internal.misc", RawMemory.class.getModule());

    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private RawMemory() {}

    static byte get8(long address) {
        return DIRECT ? Unsafe.getUnsafe().getByte(null, address) : ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    static short get16(long address) {
        return DIRECT ? Unsafe.getUnsafe().getShortUnaligned(null, address) : ALL.get(SHORT, address);
    }

    static int get32(long address) {
        return DIRECT ? Unsafe.getUnsafe().getIntUnaligned(null, address) : ALL.get(INT, address);
    }

    static long get64(long address) {
        return DIRECT ? Unsafe.getUnsafe().getLongUnaligned(null, address) : ALL.get(LONG, address);
    }

    static void put8(long address, byte value) {
        if (DIRECT) {
            Unsafe.getUnsafe().putByte(null, address, value);
        } else {
            ALL.set(ValueLayout.JAVA_BYTE, address, value);
        }
    }

    static void put16(long address, short value) {
        if (DIRECT) {
            Unsafe.getUnsafe().putShortUnaligned(null, address, value);
        } else {
            ALL.set(SHORT, address, value);
        }
    }

    static void put32(long address, int value) {
        if (DIRECT) {
            Unsafe.getUnsafe().putIntUnaligned(null, address, value);
        } else {
            ALL.set(INT, address, value);
        }
    }

    static void put64(long address, long value) {
        if (DIRECT) {
            Unsafe.getUnsafe().putLongUnaligned(null, address, value);
        } else {
            ALL.set(LONG, address, value);
        }
    }
}
