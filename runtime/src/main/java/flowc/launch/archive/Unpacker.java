package flowc.launch.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Reads what a {@link Packer} put. Bytes that none has put throw {@link Damaged}, and take no more memory than they are long times a small factor. For one thread. */
public final class Unpacker {
    /** Values within values; more are damage, which must not end the stack. */
    private static final int MOST_LEVELS = 200;

    private final ByteBuffer bytes;
    private int level;

    public Unpacker(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** The bytes are not what was put, or not all of it. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    public int number() {
        return following(Integer.BYTES).getInt();
    }

    public long wide() {
        return following(Long.BYTES).getLong();
    }

    public boolean flag() {
        return following(1).get() != 0;
    }

    public <E extends Enum<E>> E choice(E[] values) {
        final int ordinal = number();
        if (ordinal < 0 || ordinal >= values.length) {
            throw new Damaged("there is no alternative " + ordinal + " of " + values.length);
        }
        return values[ordinal];
    }

    /** Null where null was put. */
    public String text() {
        final int length = number();
        return length == Packer.NONE ? null : new String(array(length), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return array(number());
    }

    /** Not to be changed. An element is at least a byte long. */
    public <T> List<T> list(Function<Unpacker, T> get) {
        final int count = number();
        following(count);
        final List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(inner(get));
        }
        return Collections.unmodifiableList(values);
    }

    /** Null where null was put. */
    public <T> T optional(Function<Unpacker, T> get) {
        return flag() ? inner(get) : null;
    }

    /** A value of which others like it may be part. */
    public <T> T inner(Function<Unpacker, T> get) {
        if (level == MOST_LEVELS) {
            throw new Damaged("values within values: " + level);
        }
        level++;
        final T value = get.apply(this);
        level--;
        return value;
    }

    /** Throws unless all was read. */
    public void end() {
        if (bytes.hasRemaining()) {
            throw new Damaged(bytes.remaining() + " bytes too many");
        }
    }

    private byte[] array(int length) {
        final ByteBuffer following = following(length);
        final byte[] array = new byte[length];
        following.get(array);
        return array;
    }

    private ByteBuffer following(int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new Damaged(length + " bytes do not follow, but " + bytes.remaining());
        }
        return bytes;
    }
}
