package flowc.runtime.packet.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes pcap of every kind, right or wrong, field by field: independent of the code that is tested. */
final class PcapBytes {
    static final int MICROS = 0xa1b2c3d4;
    static final int NANOS = 0xa1b23c4d;
    static final int PATCHED = 0xa1b2cd34;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final int magic;

    PcapBytes(ByteOrder order, int magic) {
        this.order = order;
        this.magic = magic;
    }

    static PcapBytes little() {
        return new PcapBytes(ByteOrder.LITTLE_ENDIAN, MICROS).header(2, 4, 65_535, 1);
    }

    PcapBytes header(int major, int minor, int snaplen, int linkType) {
        return put(24, bytes -> bytes.putInt(magic).putShort((short) major).putShort((short) minor).putInt(0).putInt(0).putInt(snaplen).putInt(linkType));
    }

    PcapBytes record(long seconds, long fraction, byte... packet) {
        return record(seconds, fraction, packet.length, packet.length, packet);
    }

    PcapBytes record(long seconds, long fraction, long third, long fourth, byte[] packet) {
        put(16, bytes -> bytes.putInt((int) seconds).putInt((int) fraction).putInt((int) third).putInt((int) fourth));
        if (magic == PATCHED) {
            put(8, bytes -> bytes.putInt(3).putShort((short) 0x800).put((byte) 4).put((byte) 0));
        }
        out.writeBytes(packet);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private PcapBytes put(int length, java.util.function.Consumer<ByteBuffer> fields) {
        final ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
        fields.accept(bytes);
        out.writeBytes(bytes.array());
        return this;
    }
}
