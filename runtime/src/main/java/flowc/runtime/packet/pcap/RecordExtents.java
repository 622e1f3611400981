package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;

/** Which bytes of the file the packets of the burst that was filled last came from, header and padding included. One thread. */
final class RecordExtents {
    private final long[] starts = new long[PacketBurst.CAPACITY];
    private final long[] ends = new long[PacketBurst.CAPACITY];

    void set(int packet, long start, long end) {
        starts[packet] = start;
        ends[packet] = end;
    }

    /** Address of the record's first byte. */
    long start(int packet) {
        return starts[packet];
    }

    /** Address behind the record's last byte. */
    long end(int packet) {
        return ends[packet];
    }
}
