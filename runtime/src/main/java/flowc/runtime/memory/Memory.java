package flowc.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Loads and stores by absolute address. Callers check bounds: generated code by the lengths it parsed, tables and sinks by construction.
 * With {@code -Dflowc.checked=true} every access is looked up in {@link Regions} and an access outside of all live regions throws.
 */
public final class Memory {
    /** Whether every access is checked; the test suites run so. */
    public static final boolean CHECKED = Boolean.getBoolean("flowc.checked");

    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final ValueLayout.OfShort SHORT_BE = SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT_BE = INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG_BE = LONG.withOrder(ByteOrder.BIG_ENDIAN);

    /** Up to here a loop of stores beats a bulk call, and needs no slice, which only compiled code does without an object. */
    private static final long LONG_LOOP_BYTES = 512;

    private Memory() {}

    private static long at(long address, long bytes) {
        if (CHECKED) {
            Regions.check(address, bytes);
        }
        return address;
    }

    public static long u8(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, at(address, 1)) & 0xffL;
    }

    public static long u16(long address) {
        return ALL.get(SHORT, at(address, 2)) & 0xffffL;
    }

    public static long u32(long address) {
        return ALL.get(INT, at(address, 4)) & 0xffff_ffffL;
    }

    public static long i8(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, at(address, 1));
    }

    public static long i16(long address) {
        return ALL.get(SHORT, at(address, 2));
    }

    public static long i32(long address) {
        return ALL.get(INT, at(address, 4));
    }

    public static long i64(long address) {
        return ALL.get(LONG, at(address, 8));
    }

    public static double f64(long address) {
        return ALL.get(DOUBLE, at(address, 8));
    }

    public static long u16be(long address) {
        return ALL.get(SHORT_BE, at(address, 2)) & 0xffffL;
    }

    public static long u32be(long address) {
        return ALL.get(INT_BE, at(address, 4)) & 0xffff_ffffL;
    }

    public static long i64be(long address) {
        return ALL.get(LONG_BE, at(address, 8));
    }

    public static void putU8(long address, long value) {
        ALL.set(ValueLayout.JAVA_BYTE, at(address, 1), (byte) value);
    }

    public static void putU16(long address, long value) {
        ALL.set(SHORT, at(address, 2), (short) value);
    }

    public static void putU32(long address, long value) {
        ALL.set(INT, at(address, 4), (int) value);
    }

    public static void putI8(long address, long value) {
        putU8(address, value);
    }

    public static void putI16(long address, long value) {
        putU16(address, value);
    }

    public static void putI32(long address, long value) {
        putU32(address, value);
    }

    public static void putI64(long address, long value) {
        ALL.set(LONG, at(address, 8), value);
    }

    public static void putF64(long address, double value) {
        ALL.set(DOUBLE, at(address, 8), value);
    }

    public static void putU16be(long address, long value) {
        ALL.set(SHORT_BE, at(address, 2), (short) value);
    }

    public static void putU32be(long address, long value) {
        ALL.set(INT_BE, at(address, 4), (int) value);
    }

    public static void putI64be(long address, long value) {
        ALL.set(LONG_BE, at(address, 8), value);
    }

    /** Copies {@code bytes} bytes between places that do not overlap. */
    public static void copy(long destination, long source, long bytes) {
        MemorySegment.copy(ALL, at(source, bytes), ALL, at(destination, bytes), bytes);
    }

    public static void zero(long address, long bytes) {
        if (bytes > LONG_LOOP_BYTES) {
            ALL.asSlice(at(address, bytes), bytes).fill((byte) 0);
            return;
        }
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            putI64(address + offset, 0);
        }
        for (; offset < bytes; offset++) {
            putU8(address + offset, 0);
        }
    }

    /** Whether {@code bytes} bytes are the same at both places. */
    public static boolean equal(long left, long right, long bytes) {
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            if (i64(left + offset) != i64(right + offset)) {
                return false;
            }
        }
        for (; offset < bytes; offset++) {
            if (u8(left + offset) != u8(right + offset)) {
                return false;
            }
        }
        return true;
    }

    /** Bytes in order, unsigned: negative, 0 or positive. */
    public static long compare(long left, long right, long bytes) {
        for (long offset = 0; offset < bytes; offset++) {
            final long difference = u8(left + offset) - u8(right + offset);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** {@code value} rounded up to a multiple of {@code alignment}, a power of two. */
    public static long align(long value, long alignment) {
        return (value + alignment - 1) & -alignment;
    }

    /** A view of memory for code that speaks segments. */
    public static MemorySegment segment(long address, long bytes) {
        return ALL.asSlice(address, bytes);
    }
}
