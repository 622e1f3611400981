package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;

/** Unsigned integers in the byte order of this machine or, when {@code swapped}, in the other one. */
final class Words {
    private Words() {}

    static long u16(long address, boolean swapped) {
        final long value = Memory.u16(address);
        return swapped ? Short.toUnsignedLong(Short.reverseBytes((short) value)) : value;
    }

    static long u32(long address, boolean swapped) {
        final long value = Memory.u32(address);
        return swapped ? Integer.toUnsignedLong(Integer.reverseBytes((int) value)) : value;
    }

    /** All 64 bits; the sign means what the reader makes of it. */
    static long i64(long address, boolean swapped) {
        final long value = Memory.i64(address);
        return swapped ? Long.reverseBytes(value) : value;
    }
}
