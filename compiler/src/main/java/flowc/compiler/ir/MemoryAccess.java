package flowc.compiler.ir;

import java.nio.ByteOrder;

/**
 * How bytes in memory become a LONG or DOUBLE. Unsigned kinds extend with zeros, signed ones with the sign; stores keep the low bytes.
 * Names with BE are network order, the others the machine's. Any alignment.
 */
public enum MemoryAccess {
    U8("u8", 1), U16("u16", 2), U32("u32", 4), I8("i8", 1), I16("i16", 2), I32("i32", 4), I64("i64", 8), F64("f64", 8),
    U16_BE("u16be", 2), U32_BE("u32be", 4), I64_BE("i64be", 8);

    private final String suffix;
    private final int bytes;

    MemoryAccess(String suffix, int bytes) {
        this.suffix = suffix;
        this.bytes = bytes;
    }

    /** Name of the load in {@code flowc.runtime.memory.Memory}, {@code (J)J} or {@code (J)D}. */
    public String loadMethod() {
        return suffix;
    }

    /** Name of the store there, {@code (JJ)V} or {@code (JD)V}. */
    public String storeMethod() {
        return "put" + Character.toUpperCase(suffix.charAt(0)) + suffix.substring(1);
    }

    public int bytes() {
        return bytes;
    }

    /** The same bytes as the machine reads them: what a number of network order becomes then, {@link #inMachineOrder(long, int)} says. */
    public MemoryAccess inMachineOrder() {
        return switch (this) {
            case U16_BE -> U16;
            case U32_BE -> U32;
            case I64_BE -> I64;
            default -> this;
        };
    }

    /** What the machine reads where {@code number} lies in network order, in {@code bytes} bytes; bits beyond these are dropped. */
    public static long inMachineOrder(long number, int bytes) {
        final int unused = Long.SIZE - Byte.SIZE * bytes;
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.reverseBytes(number) >>> unused : number << unused >>> unused;
    }

    public IrType type() {
        return this == F64 ? IrType.DOUBLE : IrType.LONG;
    }
}
