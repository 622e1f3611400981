package flowc.runtime.packet.pcap;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.packet.SeenPacket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapngFramingTest {
    @Test
    void readsSeveralSectionsEachInItsByteOrderAndCountsInterfacesOn() {
        final byte[] file =
                new PcapngBytes()
                        .section(BIG_ENDIAN)
                        .iface(1, 0)
                        .iface(113, 0, resolution(BIG_ENDIAN, 9))
                        .enhanced(1, 5_000_000_007L, 2, 60, new byte[] {1, 2})
                        .enhanced(0, 5_000_007L, (byte) 3)
                        .section(LITTLE_ENDIAN)
                        .iface(101, 0)
                        .enhanced(0, 5_000_008L, (byte) 4)
                        .toBytes();
        assertEquals(
                new Reading(
                        List.of(
                                new SeenPacket(5_000_000_007L, 113, 1, 60, "0102"),
                                new SeenPacket(5_000_007_000L, 1, 0, 1, "03"),
                                new SeenPacket(5_000_008_000L, 101, 2, 1, "04")),
                        List.of()),
                Reading.of(file));
    }

    @Test
    void readsResolutionAndOffsetOfTheClock() {
        for (final ByteOrder order : List.of(LITTLE_ENDIAN, BIG_ENDIAN)) {
            final byte[] seconds = ByteBuffer.allocate(8).order(order).putLong(-100).array();
            final byte[] file =
                    new PcapngBytes()
                            .section(order, PcapngBytes.option(order, 4, "flowc".getBytes()), PcapngBytes.endOfOptions())
                            .iface(1, 0, PcapngBytes.option(order, 2, "eth0".getBytes()), resolution(order, 0x80 | 10), PcapngBytes.endOfOptions())
                            .iface(1, 0, PcapngBytes.option(order, 14, seconds), resolution(order, 3))
                            .enhanced(0, 2 * 1024 + 512)
                            .enhanced(1, 100_001)
                            .toBytes();
            assertEquals(List.of(2_500_000_000L, 1_000_000L), Reading.of(file).times());
        }
    }

    @Test
    void givesASimplePacketTheTimeBeforeItAndAtMostTheSnaplen() {
        final byte[] file =
                new PcapngBytes()
                        .section(LITTLE_ENDIAN)
                        .iface(9, 4)
                        .simple(3, (byte) 1, (byte) 2, (byte) 3)
                        .enhanced(0, 77, (byte) 9)
                        .simple(1000, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                        .toBytes();
        assertEquals(
                List.of(new SeenPacket(0, 9, 0, 3, "010203"), new SeenPacket(77_000, 9, 0, 1, "09"), new SeenPacket(77_000, 9, 0, 1000, "01020304")),
                Reading.of(file).packets());
    }

    @Test
    void readsObsoletePacketBlocks() {
        final byte[] file = new PcapngBytes().section(BIG_ENDIAN).iface(1, 0).iface(2, 0).obsolete(1, 1L << 33, (byte) 5).toBytes();
        assertEquals(new Reading(List.of(new SeenPacket((1L << 33) * 1000, 2, 1, 1, "05")), List.of()), Reading.of(file));
    }

    @Test
    void skipsBlocksThatHoldNoPacketsAndOptionsOfPackets() {
        final PcapngBytes bytes = PcapngBytes.little();
        for (final int type : new int[] {0, 4, 5, 7, 8, 9, 10, 0xbad, 0x40000bad, 0xffffffff}) {
            bytes.block(type, new byte[20]).block(type);
        }
        bytes.enhanced(0, 1, 1, 1, new byte[] {8}, PcapngBytes.option(LITTLE_ENDIAN, 1, "why".getBytes()), PcapngBytes.endOfOptions());
        assertEquals(new Reading(List.of(new SeenPacket(1000, 1, 0, 1, "08")), List.of()), Reading.of(bytes.toBytes()));
    }

    @Test
    void takesALengthWithoutItsPaddingAsWiresharkDoes() {
        final byte[] body = ByteBuffer.allocate(8).order(LITTLE_ENDIAN).putInt(3).put(new byte[] {1, 2, 3, 0}).array();
        assertEquals(List.of("010203"), Reading.of(PcapngBytes.little().rawBlock(3, 19, 19, body).toBytes()).packetBytes());
    }

    @Test
    void liftsAWireLengthBelowTheCapturedOneUpToIt() {
        assertEquals(3, Reading.of(PcapngBytes.little().enhanced(0, 1, 3, 2, new byte[3]).toBytes()).packets().getFirst().wireLength());
    }

    @Test
    void stopsAtWhatCannotBeFramedAndKeepsWhatCameBefore() {
        assertStops("a block says 24 bytes at its start, but 28 at its end", before().rawBlock(5, 24, 28, new byte[12]));
        assertStops("a block says 8 bytes, less than the least of 12", before().rawBlock(5, 8, 8, new byte[0]));
        assertStops("a block says 3 bytes, less than the least of 12", before().rawBlock(5, 3, 3, new byte[0]));
        assertStops("a block says 0 bytes, less than the least of 12", before().rawBlock(5, 0, 0, new byte[0]));
        assertStops("a block says 4294967292 bytes, but only ", before().rawBlock(5, -4, -4, new byte[4]));
        assertStops("a block says 4294967296 bytes, but only ", before().rawBlock(5, -1, -1, new byte[4]));
        assertStops("a packet names interface 1, but its section has described 1", before().enhanced(1, 1));
        assertStops("a packet names interface 4294967295, but its section has described 1", before().enhanced(-1, 1));
        assertStops("a packet names interface 65535, but its section has described 1", before().obsolete(-1, 1));
        assertStops("a packet says 5 captured bytes, but its block has room for 4", before().enhanced(0, 1, 5, 5, new byte[4]));
        assertStops("a packet says 4294967295 captured bytes, but its block has room for 4", before().enhanced(0, 1, -1, 5, new byte[4]));
        assertStops("a simple packet has 5 captured bytes, but its block has room for 4", before().simple(5, new byte[4]));
        assertStops("a block of type 6 has 28 bytes, less than the least of 32", before().block(6, new byte[16]));
        assertStops("a block of type 3 has 12 bytes, less than the least of 16", before().block(3));
        assertStops("a block of type 1 has 16 bytes, less than the least of 20", before().block(1, new byte[4]));
        assertStops("a block of type 168627466 has 24 bytes, less than the least of 28", before().block(0x0a0d0d0a, new byte[] {0x4d, 0x3c, 0x2b, 0x1a}, new byte[8]));
        assertStops("a section's byte-order magic is 0x00000000, which nobody writes", before().block(0x0a0d0d0a, new byte[12]));
        assertStops("pcapng version 0.1 is not supported", before().section(LITTLE_ENDIAN, 0, 1));
        assertStops("pcapng version 1.1 is not supported", before().section(BIG_ENDIAN, 1, 1));
    }

    @Test
    void stopsAtAPacketBeforeItsInterface() {
        assertEquals("a simple packet comes before the description of its interface", Reading.of(before().section(BIG_ENDIAN).simple(0).toBytes()).damage());
        assertEquals("a packet names interface 0, but its section has described 0", Reading.of(before().section(BIG_ENDIAN).enhanced(0, 1).toBytes()).damage());
    }

    @Test
    void stopsAtOptionsThatDoNotFit() {
        final byte[] tooLong = {1, 0, 5, 0, 1, 2, 3, 4};
        assertStops("option 1 says 5 bytes, but only 4 are left in its block", before().section(LITTLE_ENDIAN, tooLong));
        assertStops("option 1 says 5 bytes, but only 4 are left in its block", before().iface(1, 0, tooLong));
        assertStops("an interface's if_tsresol has 2 bytes, not 1", before().iface(1, 0, PcapngBytes.option(LITTLE_ENDIAN, 9, new byte[2])));
        assertStops("an interface's if_tsoffset has 4 bytes, not 8", before().iface(1, 0, PcapngBytes.option(LITTLE_ENDIAN, 14, new byte[4])));
    }

    @Test
    void takesSectionVersion12AsTheSpecificationSays() {
        assertEquals("none", Reading.of(new PcapngBytes().section(BIG_ENDIAN, 1, 2).iface(1, 0).enhanced(0, 1).toBytes()).damage());
    }

    @Test
    void endsASectionThatDescribesInterfacesWithoutEnd() {
        final PcapngBytes bytes = PcapngBytes.little();
        for (int i = 1; i < 65_536; i++) {
            bytes.iface(1, 0);
        }
        assertEquals("none", Reading.of(bytes.toBytes()).damage());
        assertEquals("a section describes more than 65536 interfaces", Reading.of(bytes.iface(1, 0).toBytes()).damage());
    }

    @Test
    void deliversWhatIsWholeWhereverAFileIsCut() {
        final List<byte[]> prefixes = new ArrayList<>();
        final PcapngBytes bytes = new PcapngBytes();
        prefixes.add(bytes.section(BIG_ENDIAN, PcapngBytes.option(BIG_ENDIAN, 4, new byte[5])).toBytes());
        prefixes.add(bytes.iface(1, 2, resolution(BIG_ENDIAN, 9)).toBytes());
        prefixes.add(bytes.enhanced(0, 1, new byte[5]).toBytes());
        prefixes.add(bytes.section(LITTLE_ENDIAN).toBytes());
        prefixes.add(bytes.iface(1, 2).toBytes());
        prefixes.add(bytes.simple(9, new byte[2]).toBytes());
        prefixes.add(bytes.obsolete(0, 9, new byte[1]).toBytes());
        final long[] packets = {0, 0, 1, 1, 1, 2, 3};
        int whole = -1;
        for (int length = 1; length <= bytes.toBytes().length; length++) {
            final boolean atEnd = length == prefixes.get(whole + 1).length;
            whole += atEnd ? 1 : 0;
            final Reading reading = Reading.of(Arrays.copyOf(bytes.toBytes(), length));
            assertEquals(whole < 0 ? 0 : packets[whole], reading.packets().size(), "packets of " + length);
            assertEquals(atEnd ? 0 : 1, reading.damages().size(), "damages of " + length + ": " + reading.damages());
            if (!atEnd) {
                assertEquals(whole < 0 ? 0 : prefixes.get(whole).length, reading.damages().getFirst().offset(), "offset in " + length);
            }
        }
        assertEquals(prefixes.size() - 1, whole);
    }

    /** One packet of interface 0, then room for something wrong. */
    private static PcapngBytes before() {
        return PcapngBytes.little().enhanced(0, 1, (byte) 1);
    }

    private static void assertStops(String reason, PcapngBytes wrong) {
        final Reading reading = Reading.of(wrong.enhanced(0, 2, (byte) 2).toBytes());
        assertEquals(List.of("01"), reading.packetBytes(), reason);
        assertEquals(before().toBytes().length, reading.damages().getFirst().offset(), reason);
        assertTrue(reading.damage().startsWith(reason), reading.damage() + " is not " + reason);
    }

    private static byte[] resolution(ByteOrder order, int resolution) {
        return PcapngBytes.option(order, 9, (byte) resolution);
    }
}
