package flowc.filters;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.lang.foreign.MemorySegment;

/** A packet in native memory at the very end of a region of its own, so that checked access finds every byte that is read behind it. */
final class PlacedPacket implements AutoCloseable {
    private final Region region;
    private final long address;

    PlacedPacket(byte[] packet) {
        region = Region.allocate(packet.length, "a packet");
        address = region.address() + region.bytes() - packet.length;
        MemorySegment.copy(MemorySegment.ofArray(packet), 0, Memory.segment(address, packet.length), 0, packet.length);
    }

    long address() {
        return address;
    }

    @Override
    public void close() {
        region.close();
    }
}
