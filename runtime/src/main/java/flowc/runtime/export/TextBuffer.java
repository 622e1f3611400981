package flowc.runtime.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growing bytes of UTF-8 text. Numbers are written digit by digit, so that a record needs no strings. One thread. */
final class TextBuffer {
    /** So many texts in a row that leave most of the room unused show that a huge one was an exception. */
    private static final int SMALL_TEXTS = 64;
    private static final int MAX_LONG_DIGITS = 20;
    private static final byte[] LOWER_HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final int initialCapacity;
    private byte[] bytes;
    private int length;
    private int smallTexts;

    TextBuffer(int initialCapacity) {
        this.initialCapacity = initialCapacity;
        this.bytes = new byte[initialCapacity];
    }

    /** The text lies in the first {@link #length()} bytes; valid until the next change. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /**
     * Forgets the text, and some time after a huge one the memory that it made this grow to; where all are huge, to grow each time would make garbage of
     * several times their length.
     */
    void clear() {
        final boolean small = bytes.length > 16 * (long) initialCapacity && length < bytes.length / 4;
        smallTexts = small ? smallTexts + 1 : 0;
        if (smallTexts == SMALL_TEXTS) {
            bytes = new byte[initialCapacity];
            smallTexts = 0;
        }
        length = 0;
    }

    /** Forgets everything from byte {@code newLength} on. */
    void truncate(int newLength) {
        length = newLength;
    }

    TextBuffer put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    TextBuffer put(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    TextBuffer put(String text) {
        final byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return put(encoded, 0, encoded.length);
    }

    TextBuffer signed(long value) {
        if (value < 0) {
            put('-');
            return unsigned(-value); // -MIN_VALUE is MIN_VALUE, whose unsigned reading is the wanted magnitude
        }
        return unsigned(value);
    }

    TextBuffer unsigned(long value) {
        return digits(value, countDigits(value));
    }

    /** The lowest {@code count} decimal digits of an unsigned value, with leading zeros. */
    TextBuffer digits(long value, int count) {
        reserve(count);
        long rest = value;
        int at = length + count;
        if (rest < 0 && count > 0) {
            final long quotient = Long.divideUnsigned(rest, 10);
            bytes[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        while (at > length) {
            final long quotient = rest / 10;
            bytes[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        length += count;
        return this;
    }

    /** The lowest {@code count} hexadecimal digits, with leading zeros. */
    TextBuffer hex(long value, int count) {
        reserve(count);
        for (int shift = (count - 1) * 4; shift >= 0; shift -= 4) {
            bytes[length++] = LOWER_HEX[(int) (value >>> shift) & 15];
        }
        return this;
    }

    /** Puts {@code text} {@code times} times before byte {@code position}. */
    void insert(int position, byte[] text, int times) {
        final int added = text.length * times;
        reserve(added);
        System.arraycopy(bytes, position, bytes, position + added, length - position);
        for (int i = 0; i < times; i++) {
            System.arraycopy(text, 0, bytes, position + i * text.length, text.length);
        }
        length += added;
    }

    /** Characters from byte {@code from} up to byte {@code to}. */
    int characters(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    private static int countDigits(long value) {
        if (value < 0) {
            return value < -8446744073709551616L ? MAX_LONG_DIGITS - 1 : MAX_LONG_DIGITS; // 10^19 read as signed
        }
        int count = 1;
        long bound = 10;
        while (count < MAX_LONG_DIGITS - 1 && value >= bound) {
            count++;
            bound *= 10;
        }
        return count;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), bytes.length + (bytes.length >> 1)));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
