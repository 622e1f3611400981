package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.filter.FilterSyntaxException;
import flowc.filter.PacketFilter;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PacketFilterTest {
    private static final byte[] WEB = HexFormat.of().parseHex("020000000001020000000002" + "0800"
        + "450000280000400040060000" + "0a000001" + "c0000201" + "c0000050" + "0000000000000000" + "5002000000000000");

    private final Region region = Region.allocate(WEB.length, "a packet");
    private final MemorySegment packet = Memory.segment(region.address(), WEB.length).copyFrom(MemorySegment.ofArray(WEB));

    @AfterEach
    void close() {
        region.close();
    }

    private static PacketFilter filter(String expression) throws FilterSyntaxException {
        return PacketFilter.compile(expression, LinkType.EN10MB);
    }

    @Test
    void acceptsPacketsInSegmentsAndByAddress() throws FilterSyntaxException {
        final PacketFilter web = filter("tcp port 80 and host 10.0.0.1");
        assertTrue(web.test(packet, WEB.length, WEB.length));
        assertTrue(web.test(region.address(), WEB.length, WEB.length));
        assertFalse(filter("udp").test(packet, WEB.length, WEB.length));
    }

    @Test
    void rejectsWhereABytesItTestsIsNotCaptured() throws FilterSyntaxException {
        final PacketFilter web = filter("tcp port 80");
        assertTrue(web.test(packet, 38, WEB.length), "both ports are there");
        assertFalse(web.test(packet, 37, WEB.length), "the destination port is not");
        assertFalse(filter("not tcp").test(packet, 13, WEB.length));
    }

    @Test
    void takesTheLengthOnTheWireUnsigned() throws FilterSyntaxException {
        assertTrue(filter("len > 2147483648").test(packet, WEB.length, -1));
        assertFalse(filter("greater 100").test(packet, WEB.length, WEB.length));
    }

    @Test
    void selectsThePacketsOfABurst() throws FilterSyntaxException {
        final PacketBurst burst = new PacketBurst();
        for (int i = 0; i < PacketBurst.CAPACITY; i++) {
            burst.add(region.address(), 0, i, WEB.length);
        }
        assertEquals(-1L << 24, filter("tcp").select(burst), "byte 23 is the protocol");
        burst.clear();
        assertEquals(0, filter("").select(burst));
    }

    @Test
    void refusesSegmentsThatItMustNotRead() throws FilterSyntaxException {
        final PacketFilter all = filter("");
        assertThrows(IndexOutOfBoundsException.class, () -> all.test(packet, WEB.length + 1, 100));
        assertThrows(IndexOutOfBoundsException.class, () -> all.test(packet, -1, 100));
        assertThrows(IndexOutOfBoundsException.class, () -> all.test(MemorySegment.ofArray(WEB), WEB.length + 1, WEB.length));
        final Arena closed = Arena.ofConfined();
        final MemorySegment gone = closed.allocate(WEB.length);
        closed.close();
        assertThrows(IllegalArgumentException.class, () -> all.test(gone, WEB.length, WEB.length));
    }

    @Test
    void takesPacketsInArrays() throws FilterSyntaxException {
        final MemorySegment shifted = MemorySegment.ofArray(("x" + new String(WEB, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1)).asSlice(1);
        assertTrue(filter("tcp port 80").test(shifted, WEB.length, WEB.length));
        assertFalse(filter("tcp port 80").test(shifted, 37, WEB.length));
        assertTrue(filter("").test(MemorySegment.ofArray(new byte[0]), 0, 0));
    }

    @Test
    void saysWhereAMistakeIs() {
        final FilterSyntaxException mistake = assertThrows(FilterSyntaxException.class, () -> filter("tcp port 80 and and udp"));
        assertEquals("tcp port 80 and ".length(), mistake.position());
        assertTrue(mistake.render().contains("tcp port 80 and and udp"), mistake::render);
    }

    @Test
    void saysWhatToWriteInsteadWhereThatIsKnown() {
        assertEquals("did you mean 'http'?", assertThrows(FilterSyntaxException.class, () -> filter("tcp port htpp")).hint());
        assertEquals("", assertThrows(FilterSyntaxException.class, () -> filter("ip6 broadcast")).hint());
    }

    @Test
    void takesTheNetmaskThatBroadcastsAreToldBy() throws FilterSyntaxException {
        assertEquals("give the network's mask", assertThrows(FilterSyntaxException.class, () -> filter("ip broadcast")).hint());
        assertFalse(PacketFilter.compile("ip broadcast", LinkType.EN10MB, FilterSettings.SAVEFILE.withNetmask(0xffff_ff00)).test(packet, WEB.length, WEB.length));
        assertTrue(PacketFilter.compile("ip broadcast", LinkType.EN10MB, FilterSettings.SAVEFILE.withNetmask(0xffff_fffe)).test(packet, WEB.length, WEB.length),
            "the last bit of 192.0.2.1 is all that the mask leaves");
    }

    @Test
    void asksTheResolverForHosts() throws FilterSyntaxException {
        final FilterSettings settings = FilterSettings.SAVEFILE.withResolver(name -> name.equals("web.example") ? List.of(new byte[] {(byte) 192, 0, 2, 1}) : List.of());
        assertTrue(PacketFilter.compile("dst host web.example", LinkType.EN10MB, settings).test(packet, WEB.length, WEB.length));
        assertFalse(PacketFilter.compile("src host web.example", LinkType.EN10MB, settings).test(packet, WEB.length, WEB.length));
        assertThrows(FilterSyntaxException.class, () -> PacketFilter.compile("host mail.example", LinkType.EN10MB, settings));
        assertThrows(FilterSyntaxException.class, () -> filter("host web.example"));
    }

    @Test
    void compilesFiltersThatNeedManyMethods() throws FilterSyntaxException {
        final StringBuilder expression = new StringBuilder("tcp[0:4] = 1");
        for (int i = 0; i < 2_000; i++) {
            expression.append(" or (len = ").append(i).append(" and ether[").append(i % 50).append("] = 7)");
        }
        final PacketFilter many = filter(expression.toString());
        assertFalse(many.test(packet, WEB.length, WEB.length));
        assertTrue(filter(expression + " or dst port 80").test(packet, WEB.length, WEB.length));
        Memory.putU8(region.address() + 20, 7);
        assertTrue(many.test(packet, WEB.length, 1_970), "the last but 29: len = 1970, byte 20");
        assertFalse(many.test(packet, WEB.length, 1_971));
    }
}
