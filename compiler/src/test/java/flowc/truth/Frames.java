package flowc.truth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Packets made by hand, and capture files of them. */
final class Frames {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int ETHERNET_BYTES = 14;
    private static final int SNAPLEN = 262_144;

    private Frames() {}

    /** Parts one after the other: {@code byte[]}, or text in hex where blanks do not count. */
    static byte[] bytes(Object... parts) {
        final var out = new ByteArrayOutputStream();
        for (final Object part : parts) {
            out.writeBytes(part instanceof byte[] content ? content : HexFormat.of().parseHex(part.toString().replace(" ", "")));
        }
        return out.toByteArray();
    }

    static byte[] u16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] zeros(int count) {
        return new byte[count];
    }

    static byte[] ethernet(int type, byte[] payload) {
        return bytes("020000000002 020000000001", u16(type), payload);
    }

    /** 10.0.0.1 to 10.0.0.2, no options, checksum 0. */
    static byte[] ip4(int protocol, byte[] payload) {
        return bytes("4500", u16(20 + payload.length), "0001 0000 40", HexFormat.of().toHexDigits((byte) protocol), "0000 0a000001 0a000002", payload);
    }

    /** 2001:db8::1 to 2001:db8::2. */
    static byte[] ip6(int next, byte[] payload) {
        return bytes("60000000", u16(payload.length), HexFormat.of().toHexDigits((byte) next), "40 20010db8000000000000000000000001 20010db8000000000000000000000002", payload);
    }

    static byte[] udp(int from, int to, byte[] payload) {
        return bytes(u16(from), u16(to), u16(8 + payload.length), "0000", payload);
    }

    static byte[] datagram(int from, int to, byte[] payload) {
        return ethernet(0x0800, ip4(17, udp(from, to, payload)));
    }

    /** As {@link #datagram}, from 10.0.0.2 to 10.0.0.1. */
    static byte[] answer(int from, int to, byte[] payload) {
        final byte[] frame = datagram(from, to, payload);
        frame[ETHERNET_BYTES + 15] = 2;
        frame[ETHERNET_BYTES + 19] = 1;
        return frame;
    }

    /** A pcap file of these packets, 1 ms apart. */
    static Path capture(Path file, int linkType, List<byte[]> packets) throws IOException {
        final int length = 24 + packets.stream().mapToInt(packet -> 16 + packet.length).sum();
        final ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(NANOSECOND_MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(SNAPLEN).putInt(linkType);
        int number = 0;
        for (final byte[] packet : packets) {
            buffer.putInt(1_700_000_000).putInt(number++ * 1_000_000).putInt(packet.length).putInt(packet.length).put(packet);
        }
        return Files.write(file, buffer.array());
    }
}
