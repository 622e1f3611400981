package flowc.runtime.packet.pcap;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.packet.SeenPacket;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapFramingTest {
    private static final List<ByteOrder> ORDERS = List.of(LITTLE_ENDIAN, BIG_ENDIAN);

    @Test
    void readsMicrosecondsAndNanosecondsInBothByteOrdersAndKuznetzovsRecords() {
        for (final ByteOrder order : ORDERS) {
            for (final int magic : new int[] {PcapBytes.MICROS, PcapBytes.NANOS, PcapBytes.PATCHED}) {
                final byte[] file =
                        new PcapBytes(order, magic).header(2, 4, 65_535, 113).record(5, 7, (byte) 1, (byte) 2).record(6, 8, 1, 300, new byte[] {3}).toBytes();
                final long unit = magic == PcapBytes.NANOS ? 1 : 1000;
                assertEquals(
                        new Reading(
                                List.of(
                                        new SeenPacket(5_000_000_000L + 7 * unit, 113, 0, 2, "0102"),
                                        new SeenPacket(6_000_000_000L + 8 * unit, 113, 0, 300, "03")),
                                List.of()),
                        Reading.of(file),
                        order + " " + Integer.toHexString(magic));
            }
        }
    }

    @Test
    void countsSecondsWithoutSignUntil2106() {
        assertEquals(List.of(4_294_967_295_999_999_000L), Reading.of(PcapBytes.little().record(0xffff_ffffL, 999_999, (byte) 1).toBytes()).times());
    }

    @Test
    void carriesAFractionOfASecondAndMoreIntoTheSeconds() {
        final byte[] file = PcapBytes.little().record(10, 1_000_000).record(10, 0x8000_0000L).toBytes();
        assertEquals(List.of(11_000_000_000L, 10_000_000_000L + 0x8000_0000L * 1000), Reading.of(file).times());
    }

    @Test
    void takesTheFrameCheckBitsOutOfTheLinkTypeAndKeepsReservedOnes() {
        assertEquals(List.of(1L), linkTypes(0x3000_0001));
        assertEquals(List.of(0xe5L), linkTypes(0xfc00_00e5));
        assertEquals(List.of(0x30_0000L), linkTypes(0x0030_0000));
    }

    private static List<Long> linkTypes(int field) {
        final byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROS).header(2, 4, 0, field).record(1, 1).toBytes();
        return Reading.of(file).packets().stream().map(SeenPacket::linkType).toList();
    }

    @Test
    void liftsAWireLengthBelowTheCapturedOneUpToIt() {
        final SeenPacket packet = Reading.of(PcapBytes.little().record(1, 1, 3, 2, new byte[3]).toBytes()).packets().getFirst();
        assertEquals(3, packet.wireLength());
        assertEquals("000000", packet.bytes());
    }

    @Test
    void readsTheLengthsInTheOrderOfTheVersion() {
        assertEquals("00 of 5", lengths(2, 2, 5, 1));
        assertEquals("00 of 5", lengths(543, 0, 5, 1));
        assertEquals("00 of 5", lengths(2, 3, 5, 1));
        assertEquals("00 of 5", lengths(2, 3, 1, 5));
        assertEquals("00 of 5", lengths(2, 4, 1, 5));
        assertEquals("00 of 5", lengths(2, 5, 1, 5));
    }

    private static String lengths(int major, int minor, long third, long fourth) {
        final byte[] file =
                new PcapBytes(BIG_ENDIAN, PcapBytes.MICROS).header(major, minor, 99, 1).record(1, 1, third, fourth, new byte[1]).toBytes();
        final SeenPacket packet = Reading.of(file).packets().getFirst();
        return packet.bytes() + " of " + packet.wireLength();
    }

    @Test
    void refusesVersionsNobodyWrites() {
        for (final int major : new int[] {0, 1, 3, 542}) {
            final byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROS).header(major, 4, 99, 1).record(1, 1).toBytes();
            assertEquals("pcap version " + major + ".4 is not supported", Reading.of(file).damage());
            assertEquals(List.of(), Reading.of(file).packets());
        }
    }

    @Test
    void readsARecordLongerThanTheSnaplenUpToWhatIsSane() {
        final byte[] longest = new byte[262_144];
        final byte[] file =
                new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROS).header(2, 4, 60, 1).record(1, 1, longest).record(2, 1, new byte[262_145]).toBytes();
        final Reading reading = Reading.of(file);
        assertEquals(1, reading.packets().size());
        assertEquals("a record says 262145 captured bytes, more than the file's limit of 262144", reading.damage());
        assertEquals(24 + 16 + longest.length, reading.damages().getFirst().offset());
    }

    @Test
    void readsALongRecordWhenTheSnaplenAllowsIt() {
        final byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROS).header(2, 4, 300_000, 1).record(1, 1, new byte[300_000]).toBytes();
        assertEquals("none", Reading.of(file).damage());
        assertEquals(600_000, Reading.of(file).packetBytes().getFirst().length());
    }

    @Test
    void stopsAtALengthThatGoesBeyondTheFile() {
        final byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROS).header(2, 4, -1, 1).record(1, 1, 1_000_000, 1, new byte[9]).toBytes();
        assertEquals("a record says 1000000 captured bytes, but only 9 are left", Reading.of(file).damage());
    }

    @Test
    void deliversWhatIsWholeWhereverAFileIsCut() {
        for (final int magic : new int[] {PcapBytes.MICROS, PcapBytes.PATCHED}) {
            final int header = magic == PcapBytes.PATCHED ? 24 : 16;
            final byte[] file =
                    new PcapBytes(BIG_ENDIAN, magic).header(2, 4, 99, 1).record(1, 1, new byte[7]).record(2, 1).record(3, 1, new byte[70]).toBytes();
            final List<Integer> ends = List.of(24, 24 + header + 7, 24 + 2 * header + 7, file.length);
            for (int length = 1; length <= file.length; length++) {
                final int cut = length;
                final Reading reading = Reading.of(Arrays.copyOf(file, length));
                assertEquals(Math.max(0, ends.stream().filter(end -> end <= cut).count() - 1), reading.packets().size(), "packets of " + length);
                assertEquals(ends.contains(length) ? 0 : 1, reading.damages().size(), "damages of " + length + ": " + reading.damages());
                if (!ends.contains(length)) {
                    final int expected = ends.stream().filter(end -> end <= cut).max(Integer::compare).orElse(0);
                    assertEquals(expected, reading.damages().getFirst().offset(), "offset in " + length);
                }
            }
        }
    }

    @Test
    void tellsAFileThatWasJoinedBehindAnotherAndCountsNoPacketForItsHeader() {
        for (final ByteOrder order : ORDERS) {
            for (final int magic : new int[] {PcapBytes.MICROS, PcapBytes.NANOS, PcapBytes.PATCHED}) {
                final byte[] behind = new PcapBytes(order, magic).header(2, 4, 262_144, 1).record(1, 1, (byte) 1).toBytes();
                final byte[] pcapng = PcapngBytes.little().enhanced(0, 1, (byte) 1).toBytes();
                for (final byte[] first : new byte[][] {PcapBytes.little().record(1, 1, (byte) 1).toBytes(), behind, pcapng}) {
                    assertJoined(first, behind, behind.length);
                    assertJoined(first, behind, 24);
                }
                assertJoined(behind, pcapng, pcapng.length);
            }
        }
    }

    private static void assertJoined(byte[] first, byte[] behind, int behindBytes) {
        final byte[] joined = Arrays.copyOf(first, first.length + behindBytes);
        System.arraycopy(behind, 0, joined, first.length, behindBytes);
        final Reading reading = Reading.of(joined);
        assertEquals(Reading.of(first).packets(), reading.packets());
        assertEquals("another capture file begins here, as when files are joined with cat: name each file by itself, or join them with mergecap", reading.damage());
        assertEquals(first.length, reading.damages().getFirst().offset());
    }

    @Test
    void readsEmptyPacketsAndPacketsOfTheSecondsThatLookLikeTheBeginningOfAFile() {
        final byte[] file = PcapBytes.little().record(PcapBytes.MICROS & 0xffff_ffffL, 0x0004_0002, 1, 1, new byte[1]).record(PcapBytes.MICROS & 0xffff_ffffL, 0x0004_0002, 0, 60, new byte[0])
                .record(PcapBytes.MICROS & 0xffff_ffffL, 3, 0, 0, new byte[0]).record(1, 0x0004_0002, 0, 0, new byte[0]).toBytes();
        assertEquals("none", Reading.of(file).damage());
        assertEquals(4, Reading.of(file).packets().size());
    }
}
