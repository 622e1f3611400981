package flowc.runtime.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Loads and stores by absolute address. Callers check bounds: generated code by the lengths it parsed, tables and sinks by construction.
 * With {@code -Dflowc.checked=true} every access is looked up in {@link Regions} and an access outside of all live regions throws.
 */
public final class Memory {
    /** Whether every access is checked; the test suites run so. */
    public static final boolean CHECKED = Boolean.getBoolean("flowc.checked");

    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** Up to here a loop of stores beats a bulk call. */
    private static final long LONG_LOOP_BYTES = 512;

    /** To copy from: to fill a part of a segment takes a slice of it, which is an object unless compiled code finds that it is not needed. */
    private static final MemorySegment ZEROS = Arena.global().allocate(1 << 16);

    private Memory() {}

    private static long at(long address, long bytes) {
        if (CHECKED) {
            Regions.check(address, bytes);
        }
        return address;
    }

    private static short networkOrder(short value) {
        return LITTLE_ENDIAN ? Short.reverseBytes(value) : value;
    }

    private static char networkOrder(char value) {
        return LITTLE_ENDIAN ? Character.reverseBytes(value) : value;
    }

    private static int networkOrder(int value) {
        return LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    }

    private static long networkOrder(long value) {
        return LITTLE_ENDIAN ? Long.reverseBytes(value) : value;
    }

    public static long u8(long address) {
        return RawMemory.get8(at(address, 1)) & 0xff;
    }

    public static long u16(long address) {
        return RawMemory.get16(at(address, 2)) & 0xffff;
    }

    public static long u32(long address) {
        return RawMemory.get32(at(address, 4)) & 0xffff_ffffL;
    }

    public static long i8(long address) {
        return RawMemory.get8(at(address, 1));
    }

    public static long i16(long address) {
        return RawMemory.get16(at(address, 2));
    }

    public static long i32(long address) {
        return RawMemory.get32(at(address, 4));
    }

    public static long i64(long address) {
        return RawMemory.get64(at(address, 8));
    }

    public static double f64(long address) {
        return Double.longBitsToDouble(RawMemory.get64(at(address, 8)));
    }

    public static long u16be(long address) {
        // A char's bytes are reversed without extending a sign first.
        return networkOrder((char) RawMemory.get16(at(address, 2)));
    }

    public static long u32be(long address) {
        return networkOrder(RawMemory.get32(at(address, 4))) & 0xffff_ffffL;
    }

    public static long i64be(long address) {
        return networkOrder(RawMemory.get64(at(address, 8)));
    }

    public static void putU8(long address, long value) {
        RawMemory.put8(at(address, 1), (byte) value);
    }

    public static void putU16(long address, long value) {
        RawMemory.put16(at(address, 2), (short) value);
    }

    public static void putU32(long address, long value) {
        RawMemory.put32(at(address, 4), (int) value);
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
        RawMemory.put64(at(address, 8), value);
    }

    public static void putF64(long address, double value) {
        RawMemory.put64(at(address, 8), Double.doubleToRawLongBits(value));
    }

    public static void putU16be(long address, long value) {
        RawMemory.put16(at(address, 2), networkOrder((short) value));
    }

    public static void putU32be(long address, long value) {
        RawMemory.put32(at(address, 4), networkOrder((int) value));
    }

    public static void putI64be(long address, long value) {
        RawMemory.put64(at(address, 8), networkOrder(value));
    }

    /** Copies {@code bytes} bytes between places that do not overlap. */
    public static void copy(long destination, long source, long bytes) {
        MemorySegment.copy(RawMemory.ALL, at(source, bytes), RawMemory.ALL, at(destination, bytes), bytes);
    }

    public static void zero(long address, long bytes) {
        if (bytes > LONG_LOOP_BYTES) {
            zeroInBulk(at(address, bytes), bytes);
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

    private static void zeroInBulk(long address, long bytes) {
        for (long offset = 0; offset < bytes; offset += ZEROS.byteSize()) {
            MemorySegment.copy(ZEROS, 0, RawMemory.ALL, address + offset, Math.min(ZEROS.byteSize(), bytes - offset));
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
        return RawMemory.ALL.asSlice(address, bytes);
    }
}
