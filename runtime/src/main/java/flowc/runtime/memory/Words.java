package flowc.runtime.memory;

import java.nio.ByteOrder;

/** Small operations on bytes in memory that generated code calls. Nothing here allocates. */
public final class Words {
    /** Where {@link #endpoint4} puts {@link #address4}; below it whether there is a port, and {@link #port4}. */
    public static final int ENDPOINT_4_ADDRESS_SHIFT = 24;

    public static final int ENDPOINT_4_HAS_PORT_SHIFT = 16;

    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Words() {}

    /**
     * Puts the two values of {@code bytes} bytes that lie side by side at {@code address} into an order that depends on their bytes only.
     *
     * @return 1 when they were swapped, else 0
     */
    public static long sortPair(long address, long bytes) {
        final long second = address + bytes;
        if (!isAfter(address, second, bytes)) {
            return 0;
        }
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            final long kept = Memory.i64(address + offset);
            Memory.putI64(address + offset, Memory.i64(second + offset));
            Memory.putI64(second + offset, kept);
        }
        for (; offset < bytes; offset++) {
            final long kept = Memory.u8(address + offset);
            Memory.putU8(address + offset, Memory.u8(second + offset));
            Memory.putU8(second + offset, kept);
        }
        return 1;
    }

    /** Any total order will do; words first, because most pairs differ early. */
    private static boolean isAfter(long left, long right, long bytes) {
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            final long l = Memory.i64(left + offset);
            final long r = Memory.i64(right + offset);
            if (l != r) {
                return Long.compareUnsigned(l, r) > 0;
            }
        }
        for (; offset < bytes; offset++) {
            final long difference = Memory.u8(left + offset) - Memory.u8(right + offset);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    /**
     * Writes two values of 20 bytes, an endpoint's, side by side to {@code address}, in {@link #sortPair}'s order, without a branch that depends
     * on it: which end speaks is as good as random. Five whole words go out, so that a reader of words waits for none of them.
     *
     * @return 1 when {@code second} comes first, else 0
     */
    public static long orderPair20(long address, long first, long second) {
        final long firstHead = Memory.i64(first);
        final long firstBody = Memory.i64(first + 8);
        final long firstTail = Memory.u32(first + 16);
        final long secondHead = Memory.i64(second);
        final long secondBody = Memory.i64(second + 8);
        final long secondTail = Memory.u32(second + 16);
        final long swapped = firstHead != secondHead ? less(secondHead, firstHead)
                : firstBody != secondBody ? less(secondBody, firstBody) : less(inOrder(secondTail), inOrder(firstTail));
        final long headChange = (firstHead ^ secondHead) & -swapped;
        final long bodyChange = (firstBody ^ secondBody) & -swapped;
        final long tailChange = (firstTail ^ secondTail) & -swapped;
        put20(address, firstHead ^ headChange, firstBody ^ bodyChange, firstTail ^ tailChange, secondHead ^ headChange);
        Memory.putI64(address + 24, joined(secondHead ^ headChange, secondBody ^ bodyChange));
        Memory.putI64(address + 32, joined(secondBody ^ bodyChange, LITTLE_ENDIAN ? secondTail ^ tailChange : (secondTail ^ tailChange) << 32));
        return swapped;
    }

    /** The first value whole, and half a word of the second. */
    private static void put20(long address, long head, long body, long tail, long secondHead) {
        Memory.putI64(address, head);
        Memory.putI64(address + 8, body);
        Memory.putI64(address + 16, LITTLE_ENDIAN ? tail | secondHead << 32 : tail << 32 | secondHead >>> 32);
    }

    /** The later half, in memory, of one word and the earlier half of the next. */
    private static long joined(long word, long next) {
        return LITTLE_ENDIAN ? word >>> 32 | next << 32 : word << 32 | next >>> 32;
    }

    /** 1 when {@code left} is less, unsigned, else 0; the borrow of their difference (Warren, Hacker's Delight, 2-12). */
    private static long less(long left, long right) {
        return ((~left & right) | ((~left | right) & (left - right))) >>> 63;
    }

    /**
     * An IPv4 endpoint in the lower 7 bytes of a word, such that words compare as {@link #orderPair20} orders the endpoints' 20 bytes.
     *
     * @param address as a number
     * @param hasPort 1 or 0; {@code port} is 0 then
     */
    public static long endpoint4(long address, long hasPort, long port) {
        return address4(address) << ENDPOINT_4_ADDRESS_SHIFT | hasPort << ENDPOINT_4_HAS_PORT_SHIFT | port4(port);
    }

    /** Writes an endpoint's 20 bytes as the 7 of {@link #endpoint4}. */
    public static void packEndpoint4(long place, long endpoint) {
        putEndpoint4(place, endpoint4(Memory.u32be(endpoint + 12), Memory.u8(endpoint + 17), Memory.u16(endpoint + 18)));
    }

    /** Writes the 20 bytes of an endpoint from its 7 at {@code packed}. */
    public static void unpackEndpoint4(long endpoint, long packed) {
        final long word = LITTLE_ENDIAN ? Memory.u32(packed) | Memory.u16(packed + 4) << 32 | Memory.u8(packed + 6) << 48
                : Memory.u32(packed) << 24 | Memory.u16(packed + 4) << 8 | Memory.u8(packed + 6);
        Memory.putI64(endpoint, 0);
        Memory.putI64be(endpoint + 8, nativeOrder(word >>> ENDPOINT_4_ADDRESS_SHIFT));
        putPacked(endpoint + 16, 4, word >>> ENDPOINT_4_HAS_PORT_SHIFT & 1, swapped16(word & 0xffff));
    }

    /** Writes the 7 bytes of an endpoint's word. */
    public static void putEndpoint4(long place, long word) {
        Memory.putU32(place, LITTLE_ENDIAN ? word : word >>> 24);
        Memory.putU16(place + 4, LITTLE_ENDIAN ? word >>> 32 : word >>> 8);
        Memory.putU8(place + 6, LITTLE_ENDIAN ? word >>> 48 : word);
    }

    /** An IPv4 address, a number, as keys keep it: in the order of {@link #sortPair} over the address's {@code ip}. */
    public static long address4(long address) {
        return nativeOrder(address);
    }

    /** A port as an endpoint's word has it. */
    public static long port4(long port) {
        return swapped16(port);
    }

    /** Writes two 32-bit numbers to {@code address}, the smaller one first; 1 when that is {@code second}, else 0. */
    public static long orderPair4(long address, long first, long second) {
        final long swapped = (second - first) >>> 63;
        final long change = (first ^ second) & -swapped;
        Memory.putU32(address, first ^ change);
        Memory.putU32(address + Integer.BYTES, second ^ change);
        return swapped;
    }

    /** Writes the 7 bytes each of two endpoints' words to {@code address}, the smaller one first, and two zeros; 1 when {@code second} comes first, else 0. */
    public static long orderEndpoints4(long address, long first, long second) {
        final long swapped = (second - first) >>> 63;
        final long change = (first ^ second) & -swapped;
        final long smaller = first ^ change;
        final long larger = second ^ change;
        Memory.putI64(address, LITTLE_ENDIAN ? smaller | larger << 56 : smaller << 8 | larger >>> 48);
        Memory.putI64(address + Long.BYTES, LITTLE_ENDIAN ? larger >>> 8 : larger << 16);
        return swapped;
    }

    /** The number that the machine reads from the four bytes of an address, and back. */
    private static long nativeOrder(long address) {
        return LITTLE_ENDIAN ? Integer.reverseBytes((int) address) & 0xffff_ffffL : address;
    }

    private static long swapped16(long port) {
        return LITTLE_ENDIAN ? (port & 0xff) << 8 | port >>> 8 : port;
    }

    /** A 32-bit number as bytes in order compare. */
    private static long inOrder(long value) {
        return LITTLE_ENDIAN ? Integer.reverseBytes((int) value) & 0xffff_ffffL : value;
    }

    /** Writes a byte, a byte and a 16-bit number at once, as if one after the other to {@code address}. */
    public static void putPacked(long address, long first, long second, long last) {
        Memory.putU32(address, LITTLE_ENDIAN ? first | second << 8 | last << 16 : first << 24 | second << 16 | last);
    }

    /** Whether the first {@code prefixLength} (0 to 128) of the 16 bytes in network order at {@code address} are those of {@code high} and {@code low}. */
    public static boolean inNetwork(long address, long high, long low, long prefixLength) {
        final long highMask = prefixLength >= Long.SIZE ? -1 : prefixLength == 0 ? 0 : -1L << (Long.SIZE - prefixLength);
        final long lowMask = prefixLength <= Long.SIZE ? 0 : -1L << (2 * Long.SIZE - prefixLength);
        return ((Memory.i64be(address) ^ high) & highMask) == 0 && ((Memory.i64be(address + Long.BYTES) ^ low) & lowMask) == 0;
    }
}
