package flowc.allocation;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/** A scan: every packet is of a flow of its own, three of four over IPv4, one over IPv6, a microsecond apart. */
final class ScanSource implements PacketSource {
    private static final int PACKET_BYTES = 64;
    private static final int ETHERNET = 1;
    private static final long NANOS_APART = 1000;

    /** More packets than are on their way at a time. */
    private static final int SLOTS = 1 << 18;

    private final Region region = Region.allocate((long) SLOTS * PACKET_BYTES, "the packets of a scan");
    private final long flows;
    private long next;

    ScanSource(long flows) {
        this.flows = flows;
    }

    @Override
    public boolean fill(PacketBurst burst) {
        burst.clear();
        while (next < flows && !burst.isFull()) {
            final long packet = region.address() + next % SLOTS * PACKET_BYTES;
            write(packet, next);
            burst.add(packet, next * NANOS_APART, PACKET_BYTES, PACKET_BYTES);
            burst.from(ETHERNET, 0);
            next++;
        }
        return burst.count() > 0;
    }

    private static void write(long packet, long flow) {
        Memory.zero(packet, PACKET_BYTES);
        final boolean is6 = flow % 4 == 0;
        final long ip = packet + 14;
        Memory.putU16be(packet + 12, is6 ? 0x86dd : 0x0800);
        if (is6) {
            Memory.putU8(ip, 0x60);
            Memory.putU16be(ip + 4, 8);
            Memory.putU8(ip + 6, 17);
            Memory.putI64be(ip + 8, 0x2001_0db8L << 32);
            Memory.putI64be(ip + 16, flow);
            Memory.putU16be(ip + 40 + 4, 8);
        } else {
            Memory.putU8(ip, 0x45);
            Memory.putU16be(ip + 2, PACKET_BYTES - 14);
            Memory.putU8(ip + 9, 17);
            Memory.putU32be(ip + 12, flow);
            Memory.putU16be(ip + 20 + 4, PACKET_BYTES - 34);
        }
    }

    @Override
    public void retain() {
        // There are more slots than packets on their way.
    }

    @Override
    public void release(long bursts) {
        // Likewise.
    }

    @Override
    public long bytesRead() {
        return next * PACKET_BYTES;
    }

    @Override
    public long bytesTotal() {
        return flows * PACKET_BYTES;
    }

    @Override
    public List<Damage> damages() {
        return List.of();
    }

    @Override
    public void close() {
        region.close();
    }
}
