package flowc.launch.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Puts values one behind the other; {@link Unpacker} reads them in the same order. The same values give the same bytes. For one thread. */
public final class Packer {
    /** Length of a text or object that is not there. */
    static final int NONE = -1;

    private static final int FIRST_BYTES = 16_384;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);

    public Packer number(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public Packer wide(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public Packer flag(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public Packer choice(Enum<?> value) {
        return number(value.ordinal());
    }

    /** A text of Unicode characters; null is another one than the empty text. */
    public Packer text(String value) {
        return value == null ? number(NONE) : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public Packer bytes(byte[] value) {
        number(value.length);
        room(value.length).put(value);
        return this;
    }

    public <T> Packer list(List<T> values, BiConsumer<Packer, T> put) {
        number(values.size());
        values.forEach(value -> put.accept(this, value));
        return this;
    }

    /** {@code value} may be null. */
    public <T> Packer optional(T value, BiConsumer<Packer, T> put) {
        flag(value != null);
        if (value != null) {
            put.accept(this, value);
        }
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            final byte[] longer = Arrays.copyOf(bytes.array(), Math.addExact(bytes.capacity(), Math.max(bytes.capacity(), length)));
            bytes = ByteBuffer.wrap(longer).position(bytes.position());
        }
        return bytes;
    }
}
