package flowc.allocation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A scan as a pcap file: every packet is of a flow of its own, three of four over IPv4, one over IPv6, a microsecond apart. */
final class ScanCapture {
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int ETHERNET = 1;
    private static final int HEADER_BYTES = 16;
    private static final int PACKET_BYTES = 64;
    private static final int RECORDS_AT_ONCE = 1024;

    private ScanCapture() {}

    static void write(OutputStream out, long flows) throws IOException {
        final ByteBuffer file = ByteBuffer.allocate(RECORDS_AT_ONCE * (HEADER_BYTES + PACKET_BYTES)).order(ByteOrder.BIG_ENDIAN);
        file.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putLong(0).putInt(1 << 16).putInt(ETHERNET);
        for (long flow = 0; flow < flows; flow++) {
            if (file.remaining() < HEADER_BYTES + PACKET_BYTES) {
                out.write(file.array(), 0, file.position());
                file.clear();
            }
            file.putInt((int) (flow / 1_000_000)).putInt((int) (flow % 1_000_000)).putInt(PACKET_BYTES).putInt(PACKET_BYTES);
            final int next = file.position() + PACKET_BYTES;
            putPacket(file, flow);
            while (file.position() < next) {
                file.put((byte) 0);
            }
        }
        out.write(file.array(), 0, file.position());
    }

    private static void putPacket(ByteBuffer file, long flow) {
        file.putLong(0).putInt(0);
        if (flow % 4 == 0) {
            file.putShort((short) 0x86dd).putInt(0x6000_0000).putShort((short) 8).put((byte) 17).put((byte) 64);
            file.putLong(0x2001_0db8L << 32).putLong(flow).putLong(0).putLong(0).putInt(0).putShort((short) 8);
        } else {
            file.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (PACKET_BYTES - 14)).putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0);
            file.putInt((int) flow).putInt(0).putInt(0).putShort((short) (PACKET_BYTES - 34));
        }
    }
}
