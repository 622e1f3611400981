package flowc.compiler.ir;

import flowc.runtime.memory.Memory;

/** Loads and stores byte by byte: independent of the layouts that {@link Memory} uses, but checked as its bytes are. */
final class InterpretedMemory {
    private InterpretedMemory() {}

    static Object load(MemoryAccess access, long address) {
        return switch (access) {
            case U8, U16, U32, I64 -> little(address, access.bytes());
            case U16_BE, U32_BE, I64_BE -> big(address, access.bytes());
            case I8 -> (long) (byte) little(address, 1);
            case I16 -> (long) (short) little(address, 2);
            case I32 -> (long) (int) little(address, 4);
            case F64 -> Double.longBitsToDouble(little(address, 8));
        };
    }

    static void store(MemoryAccess access, long address, Object value) {
        final long bits = value instanceof Double d ? Double.doubleToRawLongBits(d) : (Long) value;
        final boolean big = access == MemoryAccess.U16_BE || access == MemoryAccess.U32_BE || access == MemoryAccess.I64_BE;
        for (int i = 0; i < access.bytes(); i++) {
            Memory.putU8(address + (big ? access.bytes() - 1 - i : i), bits >>> (8 * i));
        }
    }

    private static long little(long address, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | Memory.u8(address + i);
        }
        return value;
    }

    private static long big(long address, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | Memory.u8(address + i);
        }
        return value;
    }
}
