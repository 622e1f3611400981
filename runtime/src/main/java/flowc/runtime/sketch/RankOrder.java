package flowc.runtime.sketch;

import flowc.runtime.memory.Memory;

/** How the value that rows are ranked by is read: each becomes a signed 64-bit rank of the same order. */
public enum RankOrder {
    SIGNED {
        @Override
        long rank(long address, int bytes) {
            return switch (bytes) {
                case 1 -> Memory.i8(address);
                case 2 -> Memory.i16(address);
                case 4 -> Memory.i32(address);
                default -> Memory.i64(address);
            };
        }
    },
    UNSIGNED {
        @Override
        long rank(long address, int bytes) {
            return switch (bytes) {
                case 1 -> Memory.u8(address);
                case 2 -> Memory.u16(address);
                case 4 -> Memory.u32(address);
                default -> Memory.i64(address) ^ Long.MIN_VALUE;
            };
        }
    },
    /** 8 bytes; NaN is smallest, zeros of both signs are equal. */
    FLOAT {
        @Override
        long rank(long address, int bytes) {
            final double value = Memory.f64(address);
            if (value != value) {
                return Long.MIN_VALUE;
            }
            // Negative floats order backwards by their bits; adding 0.0 turns -0.0 into 0.0.
            final long bits = Double.doubleToRawLongBits(value + 0.0);
            return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
        }
    };

    abstract long rank(long address, int bytes);
}
