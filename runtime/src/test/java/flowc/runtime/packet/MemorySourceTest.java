package flowc.runtime.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.packet.MemorySource.Packet;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemorySourceTest extends PacketSourceContract {
    @Override
    protected PacketSource source(List<Packet> packets) {
        return MemorySource.of(packets);
    }

    @Test
    void repeatsItsPacketsAPeriodLater() {
        final Packet first = new Packet(10, 113, 2, 9, new byte[] {1, 2});
        final Packet second = new Packet(15, 1, 3, 1, new byte[] {3});
        try (MemorySource source = MemorySource.repeating(List.of(first, second), 3, 100)) {
            final List<SeenPacket> seen = SeenPacket.drain(source);
            assertEquals(List.of(10L, 15L, 110L, 115L, 210L, 215L), seen.stream().map(SeenPacket::time).toList());
            assertEquals(new SeenPacket(215, 1, 3, 1, "03"), seen.getLast());
            assertEquals(new SeenPacket(210, 113, 2, 9, "0102"), seen.get(4));
            assertEquals(9, source.bytesRead());
            assertEquals(9, source.bytesTotal());
        }
    }

    @Test
    void cutsABufferIntoPacketsOfOneSize() {
        final byte[] bytes = {1, 2, 3, 4, 5, 6, 7};
        try (MemorySource source = MemorySource.fixedSize(MemorySegment.ofArray(bytes), 3, 101, 20, 2)) {
            assertEquals(
                    List.of(
                            new SeenPacket(0, 101, 0, 3, "010203"),
                            new SeenPacket(20, 101, 0, 3, "040506"),
                            new SeenPacket(40, 101, 0, 3, "010203"),
                            new SeenPacket(60, 101, 0, 3, "040506")),
                    SeenPacket.drain(source));
        }
    }
}
