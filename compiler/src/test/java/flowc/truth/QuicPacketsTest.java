package flowc.truth;

import static flowc.truth.Frames.answer;
import static flowc.truth.Frames.bytes;
import static flowc.truth.Frames.datagram;
import static flowc.truth.Frames.u16;
import static flowc.truth.Frames.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.examples.TrackerRunner;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What std.quic finds in datagrams made by hand, one line a packet: type, destination ID, then what is special. */
final class QuicPacketsTest {
    private static final String ID = "0102030405060708";
    private static final String V1 = "00000001";
    private static final String V2 = "6b3343cf";

    private static TrackerRunner runner;

    @TempDir
    Path scratch;

    @BeforeAll
    static void compile() throws IOException, URISyntaxException {
        runner = new TrackerRunner(Path.of(Objects.requireNonNull(QuicPacketsTest.class.getResource("quic_packets.flow")).toURI()), Map.of());
    }

    @Test
    void findsAllPacketsOfACoalescedDatagram() throws IOException {
        final byte[] datagram = bytes(longHeader("c0", V1, ID, "aabb"), "00 4014", zeros(20), longHeader("e0", V1, ID, "aabb"), "4014", zeros(20), "40", ID, zeros(20));
        assertEquals(List.of("initial " + ID + " from aabb teaches", "handshake " + ID + " from aabb teaches coalesced", "oneRtt " + ID + " short coalesced"), packets(datagram));
    }

    @Test
    void doesNotLookAtPacketsForAnotherConnectionInTheDatagram() throws IOException {
        final byte[] datagram = bytes(longHeader("c0", V1, ID, ""), "00 4014", zeros(20), longHeader("e0", V1, "ffff", ""), "4014", zeros(20));
        assertEquals(List.of("initial " + ID), packets(datagram));
    }

    @Test
    void readsTheTypesOfVersion2() throws IOException {
        assertEquals(List.of("initial " + ID), packets(bytes(longHeader("d0", V2, ID, ""), "00 4014", zeros(20))));
        assertEquals(List.of("zeroRtt " + ID), packets(bytes(longHeader("e0", V2, ID, ""), "4014", zeros(20))));
        assertEquals(List.of("handshake " + ID), packets(bytes(longHeader("f0", V2, ID, ""), "4014", zeros(20))));
        assertEquals(List.of("retry " + ID + " from aa"), packets(bytes(longHeader("c0", V2, ID, "aa"), zeros(40))));
    }

    @Test
    void retryAndZeroRttTeachNoId() throws IOException {
        assertEquals(List.of("retry " + ID + " from aa"), packets(bytes(longHeader("f0", V1, ID, "aa"), zeros(40))));
        assertEquals(List.of("zeroRtt " + ID + " from aa"), packets(bytes(longHeader("d0", V1, ID, "aa"), "14", zeros(20))));
    }

    @Test
    void doesNotAskForTheFixedBit() throws IOException {
        assertEquals(List.of("handshake " + ID), packets(bytes(longHeader("a0", V1, ID, ""), "14", zeros(20))));
        assertEquals(List.of("oneRtt  short"), packets(bytes("00", ID, zeros(20))));
    }

    @Test
    void usesTheLengthOfTheReceiversIdsInShortHeaders() throws IOException {
        final byte[] fromServer = datagram(443, 5000, bytes(longHeader("c0", V1, "", "aabbccdd"), "00 14", zeros(20)));
        final byte[] toServer = answer(5000, 443, bytes("40 aabbccdd", zeros(20)));
        final byte[] toClient = datagram(443, 5000, bytes("40 aabbccdd", zeros(20)));
        assertEquals(List.of("initial  from aabbccdd teaches", "oneRtt aabbccdd short", "oneRtt  short"), run(List.of(fromServer, toServer, toClient)));
    }

    @Test
    void acceptsTwentyBytesOfIdInVersion1AndNotMore() throws IOException {
        final String twenty = "11".repeat(20);
        assertEquals(List.of("handshake " + twenty + " from " + twenty + " teaches"), packets(bytes(longHeader("e0", V1, twenty, twenty), "14", zeros(20))));
        assertEquals(List.of(), packets(bytes(longHeader("e0", V1, twenty + "11", ""), "14", zeros(20))));
        assertEquals(List.of(), packets(bytes(longHeader("e0", V1, "", twenty + "11"), "14", zeros(20))));
    }

    @Test
    void leavesIdsOfOtherVersionsThatAreLongerOutAndTellsTheirLengths() throws IOException {
        final byte[] datagram = bytes(longHeader("c0", "709a50c4", "22".repeat(255), "33".repeat(21)), zeros(1000));
        assertEquals(List.of("unknown  lengths 255 21"), packets(datagram));
        assertEquals(List.of("unknown " + ID + " from aa"), packets(bytes(longHeader("c0", "709a50c4", ID, "aa"), zeros(100))));
    }

    @Test
    void takesGreasedVersionsForQuic() throws IOException {
        assertEquals(List.of("unknown " + ID), packets(bytes(longHeader("80", "1a2a3a4a", ID, ""), zeros(30))));
    }

    @Test
    void readsVersionNegotiation() throws IOException {
        assertEquals(List.of("versionNegotiation " + ID + " from aa"), packets(bytes(longHeader("80", "00000000", ID, "aa"), V1, V2)));
        assertEquals(List.of(), packets(bytes(longHeader("80", "00000000", ID, "aa"), V1, "6b33")), "a list of versions has whole versions");
        assertEquals(List.of(), packets(longHeader("80", "00000000", ID, "aa")), "and at least one");
    }

    @Test
    void recognisesGoogleQuic() throws IOException {
        assertEquals(List.of("legacy " + ID), packets(bytes("09", ID, "51303433", zeros(30))), "Q043");
        assertEquals(List.of("legacy " + ID), packets(bytes("c3 51303436 50", ID, zeros(30))), "Q046");
        assertEquals(List.of("legacy " + ID), packets(bytes(longHeader("c3", "51303530", ID, ""), zeros(30))), "Q050");
    }

    @Test
    void doesNotTakeOtherProtocolsForLongHeaders() throws IOException {
        assertEquals(List.of(), packets(bytes("8060 0001 00000100 11223344", zeros(160))), "RTP");
        assertEquals(List.of(), packets(bytes("f1e2 0100 0001 0000 0000 0000 07626561636f6e73 046776743203636f6d0000010001")), "DNS");
        assertEquals(List.of(), packets(bytes("80000000 01020304")), "eight bytes");
    }

    @Test
    void ignoresPaddingBehindTheLastPacket() throws IOException {
        assertEquals(List.of("handshake "), packets(bytes(longHeader("e0", V1, "", ""), "14", zeros(20), zeros(12))));
    }

    @Test
    void readsAsFarAsItCanWhenLengthsLie() throws IOException {
        assertEquals(List.of("initial " + ID), packets(bytes(longHeader("c0", V1, ID, ""), "7fff", zeros(20))), "token");
        assertEquals(List.of("handshake " + ID), packets(bytes(longHeader("e0", V1, ID, ""), "ffffffffffffffff", zeros(20))), "length");
    }

    @Test
    void anyCutOfADatagramGivesTheFirstOfItsPackets() throws IOException {
        final byte[] datagram = bytes(longHeader("c0", V1, ID, "aabb"), "00 4014", zeros(20), longHeader("e0", V1, ID, "aabb"), "4014", zeros(20), "40", ID, zeros(20));
        final List<String> whole = packets(datagram);
        for (final int length : IntStream.range(1, datagram.length).toArray()) {
            final List<String> cut = packets(Arrays.copyOf(datagram, length));
            assertEquals(whole.subList(0, cut.size()), cut, "length=" + length);
        }
    }

    @Test
    void randomBytesNeverFault() throws IOException {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        final List<byte[]> frames = IntStream.range(0, 5_000).mapToObj(_ -> datagram(5000, 443, noise(random))).toList();
        final var summary = runner.run(Frames.capture(scratch.resolve("noise.pcap"), 1, frames)).summary();
        assertEquals(List.of(), summary.counters(CounterKind.FAULT), "seed=" + seed);
        assertEquals(frames.size(), summary.traffic().packets());
    }

    /** Random bytes, in half of them a known version first. */
    private static byte[] noise(Random random) {
        final byte[] noise = new byte[random.nextInt(1, 80)];
        random.nextBytes(noise);
        if (noise.length > 5 && random.nextBoolean()) {
            System.arraycopy(bytes(random.nextBoolean() ? V1 : V2), 0, noise, 1, 4);
            noise[0] |= (byte) 0x80;
            noise[5] &= 0x1f;
        }
        return noise;
    }

    private static byte[] longHeader(String first, String version, String destination, String source) {
        return bytes(first, version, Arrays.copyOfRange(u16(destination.length() / 2), 1, 2), destination, Arrays.copyOfRange(u16(source.length() / 2), 1, 2), source);
    }

    private List<String> packets(byte[] datagram) throws IOException {
        return run(List.of(datagram(5000, 443, datagram)));
    }

    private List<String> run(List<byte[]> frames) throws IOException {
        return runner.run(Frames.capture(scratch.resolve("quic.pcap"), 1, frames)).records().stream().map(JsonLine::new).map(QuicPacketsTest::line).toList();
    }

    private static String line(JsonLine packet) {
        final boolean outside = packet.number("dcidLength") > 20 || packet.number("scidLength") > 20;
        return packet.text("type") + " " + packet.text("dcid") + (packet.text("scid").isEmpty() ? "" : " from " + packet.text("scid"))
                + (packet.text("long").equals("true") ? "" : " short") + (packet.text("teaches").equals("true") ? " teaches" : "")
                + (packet.text("coalesced").equals("true") ? " coalesced" : "")
                + (outside ? " lengths " + packet.number("dcidLength") + " " + packet.number("scidLength") : "");
    }
}
