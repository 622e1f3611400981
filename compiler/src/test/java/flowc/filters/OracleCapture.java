package flowc.filters;

import flowc.filter.spec.LinkType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture of the filter oracle, read independently of the runtime: pcap, or pcapng with one interface.
 *
 * @param swapped whether its numbers have the other byte order than this machine
 */
record OracleCapture(LinkType linkType, boolean swapped, List<Packet> packets) {
    private static final int PCAPNG = 0x0a0d0d0a;
    private static final int PCAP_HEADER_LENGTH = 24;
    private static final int RECORD_HEADER_LENGTH = 16;

    record Packet(byte[] captured, int wireLength) {}

    static OracleCapture read(Path file) {
        try {
            final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return bytes.getInt(0) == PCAPNG ? pcapng(bytes) : pcap(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OracleCapture pcap(ByteBuffer bytes) {
        final int magic = bytes.getInt(0);
        final boolean bigEndian = magic == 0xa1b2c3d4 || magic == 0xa1b23c4d;
        bytes.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        final List<Packet> packets = new ArrayList<>();
        final int snapLength = bytes.getInt(16) > 0 ? bytes.getInt(16) : Integer.MAX_VALUE;
        int at = PCAP_HEADER_LENGTH;
        while (at + RECORD_HEADER_LENGTH <= bytes.limit()) {
            final int length = bytes.getInt(at + 8);
            if (length < 0 || at + RECORD_HEADER_LENGTH + length > bytes.limit()) {
                break;
            }
            // libpcap cuts what is longer than the file's header says.
            packets.add(packet(bytes, at + RECORD_HEADER_LENGTH, Math.min(length, snapLength), bytes.getInt(at + 12)));
            at += RECORD_HEADER_LENGTH + length;
        }
        return new OracleCapture(LinkType.ofFile(bytes.getInt(20) & 0xffff).orElseThrow(), bytes.order() != ByteOrder.nativeOrder(), packets);
    }

    private static OracleCapture pcapng(ByteBuffer bytes) {
        bytes.order(bytes.getInt(8) == 0x1a2b3c4d ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        final List<Packet> packets = new ArrayList<>();
        LinkType linkType = null;
        for (int at = 0; at + 12 <= bytes.limit(); at += bytes.getInt(at + 4)) {
            switch (bytes.getInt(at)) {
                case 1 -> linkType = LinkType.ofFile(bytes.getShort(at + 8)).orElseThrow();
                case 6 -> packets.add(packet(bytes, at + 28, bytes.getInt(at + 20), bytes.getInt(at + 24)));
                default -> { }
            }
        }
        return new OracleCapture(linkType, bytes.order() != ByteOrder.nativeOrder(), packets);
    }

    private static Packet packet(ByteBuffer bytes, int at, int length, int wireLength) {
        final byte[] captured = new byte[length];
        bytes.get(at, captured);
        return new Packet(captured, wireLength);
    }
}
