package flowc.runtime.packet;

import flowc.runtime.memory.Memory;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A packet as a source handed it out, copied so that it outlives the burst; {@code bytes} is hex. */
public record SeenPacket(long time, long linkType, long interfaceId, long wireLength, String bytes) {
    /** All that {@code source} still has. */
    public static List<SeenPacket> drain(PacketSource source) {
        final PacketBurst burst = new PacketBurst();
        final List<SeenPacket> seen = new ArrayList<>();
        while (source.fill(burst)) {
            seen.addAll(of(burst));
        }
        return seen;
    }

    public static List<SeenPacket> of(PacketBurst burst) {
        final List<SeenPacket> seen = new ArrayList<>();
        for (int i = 0; i < burst.count(); i++) {
            seen.add(at(burst.address() + i * PacketLayout.BYTES));
        }
        return seen;
    }

    public static SeenPacket of(MemorySource.Packet packet) {
        return new SeenPacket(packet.time(), packet.linkType(), packet.interfaceId(), packet.wireLength(), HexFormat.of().formatHex(packet.captured()));
    }

    private static SeenPacket at(long descriptor) {
        final long address = Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET);
        final long length = Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET);
        if (length > 0) {
            // These two look the region up when accesses are checked.
            Memory.u8(address);
            Memory.u8(address + length - 1);
        }
        return new SeenPacket(
                Memory.i64(descriptor + PacketLayout.TIME_OFFSET),
                Memory.u32(descriptor + PacketLayout.LINK_TYPE_OFFSET),
                Memory.u32(descriptor + PacketLayout.INTERFACE_OFFSET),
                Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET),
                HexFormat.of().formatHex(Memory.segment(address, length).toArray(ValueLayout.JAVA_BYTE)));
    }
}
