package flowc.bench.filters;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketLayout;
import java.util.Random;

/**
 * A hot trace in memory: as many Ethernet packets as a benchmark keeps in the cache, in no order that a branch predictor could learn from one
 * round. Half is TCP and a third UDP over IPv4, a tenth IPv6, the rest ICMP, ARP and others; a fiftieth has options or is a fragment. One in four
 * addresses and half of the ports are ones that filters of the race ask for. Equal for equal counts.
 */
public final class FilterTrace implements AutoCloseable {
    private static final int HEADERS = 60;
    private static final int SLOT = 2048;
    private static final int[] ADDRESSES = {0x0a000001, 0x0a000002, 0x0a010203, 0xb24f96e9, 0xb24f96ea, 0xb24f9601, 0x01020304, 0x05060708};
    private static final int[] PORTS = {80, 80, 443, 53, 22, 5555, 4242, 25};
    private static final int[] FLAGS = {0x02, 0x12, 0x10, 0x10, 0x18, 0x18, 0x11, 0x04};
    private static final int[] OTHER_TYPES = {0x0806, 0x0806, 0x0806, 0x88cc, 0x8100};

    private final Random random = new Random(42);
    private final Region packets;
    private final Region descriptors;
    private final int count;

    public FilterTrace(int count) {
        this.count = count;
        this.packets = Region.allocate((long) count * SLOT, "the packets of a benchmark");
        this.descriptors = Region.allocate(count * PacketLayout.BYTES, "the descriptors of a benchmark");
        long at = packets.address();
        for (int i = 0; i < count; i++) {
            final int length = write(at);
            describe(i, at, length);
            at = Memory.align(at + length, Long.BYTES) + 2;     // as frames lie in rings: the IP header aligned
        }
    }

    private void describe(int index, long address, int length) {
        final long descriptor = descriptors() + index * PacketLayout.BYTES;
        Memory.putI64(descriptor + PacketLayout.ADDRESS_OFFSET, address);
        Memory.putU32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET, length);
        Memory.putU32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET, length);
        Memory.putU32(descriptor + PacketLayout.LINK_TYPE_OFFSET, 1);
    }

    /** Writes a packet; its length. */
    private int write(long at) {
        for (int i = 0; i < HEADERS; i += Long.BYTES) {
            Memory.putI64(at + i, random.nextLong());
        }
        final int kind = random.nextInt(100);
        if (kind < 84) {
            ip(at, kind < 50 ? 6 : kind < 80 ? 17 : 1);
        } else if (kind < 94) {
            ip6(at, kind < 89 ? 6 : 17);
        } else {
            Memory.putU16be(at + 12, OTHER_TYPES[random.nextInt(OTHER_TYPES.length)]);
            address(at + 28);
            address(at + 38);
        }
        return switch (random.nextInt(4)) {
            case 0, 1 -> HEADERS;
            case 2 -> 200;
            default -> 1400;
        };
    }

    private void ip(long at, int protocol) {
        final int header = random.nextInt(50) == 0 ? 6 : 5;
        Memory.putU16be(at + 12, 0x0800);
        Memory.putU8(at + 14, 0x40 | header);
        Memory.putU16be(at + 16, random.nextInt(4) == 0 ? 40 : 46);
        Memory.putU16be(at + 20, random.nextInt(50) == 0 ? 185 : 0x4000);
        Memory.putU8(at + 23, protocol);
        address(at + 26);
        address(at + 30);
        transport(at + 14 + header * 4);
        Memory.putU8(at + 14 + header * 4 + 12, 0x50);
        Memory.putU8(at + 14 + header * 4 + 13, FLAGS[random.nextInt(FLAGS.length)]);
    }

    private void ip6(long at, int protocol) {
        Memory.putU16be(at + 12, 0x86dd);
        Memory.putU8(at + 14, 0x60);
        Memory.putU8(at + 20, protocol);
        transport(at + 54);
    }

    private void address(long at) {
        if (random.nextInt(4) == 0) {
            Memory.putU32be(at, ADDRESSES[random.nextInt(ADDRESSES.length)]);
        }
    }

    private void transport(long at) {
        final int client = 32_768 + random.nextInt(28_232);
        final int server = random.nextInt(2) == 0 ? PORTS[random.nextInt(PORTS.length)] : 1 + random.nextInt(65_535);
        final boolean reply = random.nextBoolean();
        Memory.putU16be(at, reply ? server : client);
        Memory.putU16be(at + 2, reply ? client : server);
    }

    /** Address of the first of {@link #count} descriptors, {@link PacketLayout}. */
    public long descriptors() {
        return descriptors.address();
    }

    public int count() {
        return count;
    }

    @Override
    public void close() {
        packets.close();
        descriptors.close();
    }
}
