package flowc.runtime.packet.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Writes pcapng, right or wrong, block by block: independent of the code that is tested. */
final class PcapngBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /** A section in little-endian with one Ethernet interface of microseconds. */
    static PcapngBytes little() {
        return new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).iface(1, 0);
    }

    PcapngBytes section(ByteOrder order, byte[]... options) {
        return section(order, 1, 0, options);
    }

    PcapngBytes section(ByteOrder order, int major, int minor, byte[]... options) {
        this.order = order;
        return block(0x0a0d0d0a, fields(16, b -> b.putInt(0x1a2b3c4d).putShort((short) major).putShort((short) minor).putLong(-1)), join(options));
    }

    PcapngBytes iface(int linkType, int snaplen, byte[]... options) {
        return block(1, fields(8, b -> b.putShort((short) linkType).putShort((short) 0).putInt(snaplen)), join(options));
    }

    PcapngBytes enhanced(int iface, long time, byte... packet) {
        return enhanced(iface, time, packet.length, packet.length, packet);
    }

    PcapngBytes enhanced(int iface, long time, long captured, long wire, byte[] packet, byte[]... options) {
        final byte[] head = fields(20, b -> b.putInt(iface).putInt((int) (time >>> 32)).putInt((int) time).putInt((int) captured).putInt((int) wire));
        return block(6, head, padded(packet), join(options));
    }

    PcapngBytes obsolete(int iface, long time, byte... packet) {
        final Consumer<ByteBuffer> head = b -> b.putShort((short) iface).putShort((short) 77).putInt((int) (time >>> 32)).putInt((int) time);
        return block(2, fields(20, head.andThen(b -> b.putInt(packet.length).putInt(packet.length))), padded(packet));
    }

    PcapngBytes simple(long wire, byte... packet) {
        return block(3, fields(4, b -> b.putInt((int) wire)), padded(packet));
    }

    PcapngBytes block(int type, byte[]... parts) {
        final byte[] body = join(parts);
        return rawBlock(type, body.length + 12, body.length + 12, body);
    }

    PcapngBytes rawBlock(int type, int length, int trailer, byte[] body) {
        out.writeBytes(fields(8, b -> b.putInt(type).putInt(length)));
        out.writeBytes(body);
        out.writeBytes(fields(4, b -> b.putInt(trailer)));
        return this;
    }

    /** An option in the order of the section that comes next or is open. */
    static byte[] option(ByteOrder order, int code, byte... value) {
        final ByteBuffer head = ByteBuffer.allocate(4).order(order).putShort((short) code).putShort((short) value.length);
        return join(head.array(), padded(value));
    }

    static byte[] endOfOptions() {
        return new byte[4];
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private byte[] fields(int length, Consumer<ByteBuffer> fields) {
        final ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
        fields.accept(bytes);
        return bytes.array();
    }

    private static byte[] padded(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, (bytes.length + 3) & ~3);
    }

    private static byte[] join(byte[]... parts) {
        final ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (final byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
