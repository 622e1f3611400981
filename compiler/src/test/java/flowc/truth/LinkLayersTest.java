package flowc.truth;

import static flowc.truth.Frames.bytes;
import static flowc.truth.Frames.ethernet;
import static flowc.truth.Frames.ip4;
import static flowc.truth.Frames.ip6;
import static flowc.truth.Frames.u16;
import static flowc.truth.Frames.udp;
import static flowc.truth.Frames.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.examples.Project;
import flowc.examples.TrackerRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same datagram behind every link layer and every chain of headers that the library knows. */
final class LinkLayersTest {
    private static final byte[] UDP = udp(1000, 2000, bytes("cafe"));
    private static final byte[] FOUR = ip4(17, UDP);
    private static final byte[] SIX = ip6(17, UDP);
    private static final String CONVERSATION_4 = "udp 10.0.0.1:1000 10.0.0.2:2000";
    private static final String CONVERSATION_6 = "udp 2001:db8::1:1000 2001:db8::2:2000";

    private static final List<String> EXTENSIONS = List.of("hopopt", "opts6", "route6", "frag6", "ah");

    @TempDir
    Path scratch;

    private record Case(int linkType, byte[] packet, String conversation) {}

    private static Map<String, Case> cases() {
        final Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("Ethernet", new Case(1, ethernet(0x0800, FOUR), CONVERSATION_4));
        cases.put("Ethernet with padding", new Case(1, ethernet(0x86dd, bytes(SIX, zeros(9))), CONVERSATION_6));
        cases.put("802.1Q", new Case(1, ethernet(0x8100, bytes("0007 0800", FOUR)), CONVERSATION_4));
        cases.put("three tags", new Case(1, ethernet(0x88a8, bytes("0001 9100 0002 8100 0003 86dd", SIX)), CONVERSATION_6));
        cases.put("SNAP", new Case(1, ethernet(8 + FOUR.length, bytes("aaaa03 000000 0800", FOUR, zeros(3))), CONVERSATION_4));
        cases.put("SNAP in a tag", new Case(1, ethernet(0x8100, bytes("0001", u16(8 + FOUR.length), "aaaa03 000000 0800", FOUR)), CONVERSATION_4));
        cases.put("SNAP of another organisation", new Case(1, ethernet(8 + FOUR.length, bytes("aaaa03 00000c 0800", FOUR)), ""));
        cases.put("IP's own LLC address", new Case(1, ethernet(3 + FOUR.length, bytes("060603", FOUR)), CONVERSATION_4));
        cases.put("MPLS", new Case(1, ethernet(0x8847, bytes("00010140", FOUR)), CONVERSATION_4));
        cases.put("three labels", new Case(1, ethernet(0x8848, bytes("00010040 00020040 00030140", SIX)), CONVERSATION_6));
        cases.put("MPLS with neither family", new Case(1, ethernet(0x8847, bytes("00010140 00", FOUR)), ""));
        cases.put("PPPoE", new Case(1, ethernet(0x8864, bytes("1100 0001", u16(2 + FOUR.length), "0021", FOUR)), CONVERSATION_4));
        cases.put("PPPoE discovery", new Case(1, ethernet(0x8864, bytes("1109 0001", u16(2 + FOUR.length), "0021", FOUR)), ""));
        cases.put("PPPoE's link type", new Case(51, bytes("1100 0001", u16(2 + SIX.length), "0057", SIX), CONVERSATION_6));
        cases.put("provider backbone bridge", new Case(1, ethernet(0x88e7, bytes("00000fa0", ethernet(0x0800, FOUR))), CONVERSATION_4));
        cases.put("PPP", new Case(9, bytes("0021", FOUR), CONVERSATION_4));
        cases.put("PPP with address and control", new Case(9, bytes("ff03 0057", SIX), CONVERSATION_6));
        cases.put("PPP with a compressed protocol", new Case(9, bytes("ff03 21", FOUR), CONVERSATION_4));
        cases.put("PPP with MPLS", new Case(9, bytes("ff03 0281 00010140", FOUR), CONVERSATION_4));
        cases.put("PPP control protocol", new Case(9, bytes("ff03 8021", FOUR), ""));
        cases.put("Cisco HDLC", new Case(104, bytes("0f00 0800", FOUR), CONVERSATION_4));
        cases.put("Cisco HDLC in a serial line's capture", new Case(50, bytes("8f00 86dd", SIX), CONVERSATION_6));
        cases.put("Linux cooked", new Case(113, bytes("0000 0001 0006 0200000000010000 0800", FOUR), CONVERSATION_4));
        cases.put("Linux cooked 2", new Case(276, bytes("86dd 0000 00000002 0001 00 06 0200000000010000", SIX), CONVERSATION_6));
        cases.put("raw", new Case(101, FOUR, CONVERSATION_4));
        cases.put("raw, BSD's number", new Case(12, SIX, CONVERSATION_6));
        cases.put("raw IPv4", new Case(228, FOUR, CONVERSATION_4));
        cases.put("raw IPv6", new Case(229, SIX, CONVERSATION_6));
        cases.put("IPv4 where IPv6 must be", new Case(229, FOUR, ""));
        cases.put("BSD null, little-endian", new Case(0, bytes("02000000", FOUR), CONVERSATION_4));
        cases.put("BSD null, big-endian", new Case(0, bytes("0000001e", SIX), CONVERSATION_6));
        cases.put("OpenBSD loop", new Case(108, bytes("00000018", SIX), CONVERSATION_6));
        cases.put("FDDI", new Case(10, bytes("50 020000000002 020000000001 aaaa03 000000 0800", FOUR), CONVERSATION_4));
        cases.put("ARCNET, RFC 1051", new Case(129, bytes("0102 0000 f0", FOUR), CONVERSATION_4));
        cases.put("ARCNET, RFC 1201", new Case(129, bytes("0102 0000 d4 00 0001", FOUR), CONVERSATION_4));
        cases.put("802.11", new Case(105, bytes("0801 0000", zeros(20), "aaaa03 000000 0800", FOUR), CONVERSATION_4));
        cases.put("802.11 QoS behind radiotap", new Case(127, bytes("0000 0a00 000000000000 8802 0000", zeros(20), "0000 aaaa03 000000 86dd", SIX), CONVERSATION_6));
        cases.put("802.11 encrypted", new Case(105, bytes("0841 0000", zeros(20), "aaaa03 000000 0800", FOUR), ""));
        cases.put("802.11 behind PPI", new Case(192, bytes("0000 0800 69000000 0803 0000", zeros(26), "aaaa03 000000 0800", FOUR), CONVERSATION_4));
        cases.put("Apple's packet tap", new Case(258, bytes("10000000 01000000 01000000 00000000", ethernet(0x0800, FOUR)), CONVERSATION_4));
        cases.put("IPv4 options", new Case(101, bytes("4600", u16(24 + UDP.length), "0001 0000 4011 0000 0a000001 0a000002 01010100", UDP), CONVERSATION_4));
        cases.put("total length 0: segmentation offload", new Case(101, bytes("4500 0000 0001 0000 4011 0000 0a000001 0a000002", UDP), CONVERSATION_4));
        cases.put("total length under header length", new Case(101, bytes("4500 0010 0001 0000 4011 0000 0a000001 0a000002", UDP), ""));
        cases.put("total length ends in UDP's header", new Case(101, bytes("4500 001a 0001 0000 4011 0000 0a000001 0a000002", UDP), "udp 10.0.0.1 10.0.0.2"));
        cases.put("first fragment", new Case(101, bytes("4500", u16(20 + UDP.length), "0001 2000 4011 0000 0a000001 0a000002", UDP), CONVERSATION_4));
        cases.put("later fragment", new Case(101, bytes("4500", u16(20 + UDP.length), "0001 0005 4011 0000 0a000001 0a000002", UDP), "udp 10.0.0.1 10.0.0.2"));
        cases.put("IPv6 extension headers", new Case(101, ip6(0, bytes("3c00 000000000000", "2b00 000000000000", "1101 000000000000 0000000000000000", UDP)), CONVERSATION_6));
        cases.put("IPv6 authentication header", new Case(101, ip6(51, bytes("1104 0000 00000001 00000001", zeros(12), UDP)), CONVERSATION_6));
        cases.put("IPv6 first fragment", new Case(101, ip6(44, bytes("1100 0001 00000001", UDP)), CONVERSATION_6));
        cases.put("IPv6 later fragment", new Case(101, ip6(44, bytes("1100 0008 00000001", UDP)), "udp 2001:db8::1 2001:db8::2"));
        cases.put("IPv6 extension header cut short", new Case(101, ip6(60, bytes("1109 000000000000", UDP)), "opts6 2001:db8::1 2001:db8::2"));
        cases.put("UDP shorter than its header", new Case(101, ip4(17, bytes("03e8 07d0 0007 0000")), "udp 10.0.0.1 10.0.0.2"));
        cases.put("SCTP", new Case(101, ip4(132, bytes("03e8 07d0 00000001 00000000")), "sctp 10.0.0.1:1000 10.0.0.2:2000"));
        cases.put("DCCP", new Case(101, ip4(33, bytes("03e8 07d0 0400 0000 01 00 000000000001")), "dccp 10.0.0.1:1000 10.0.0.2:2000"));
        cases.put("DCCP, short sequence numbers", new Case(101, ip4(33, bytes("03e8 07d0 0300 0000 04 000001")), "dccp 10.0.0.1:1000 10.0.0.2:2000"));
        cases.put("UDP-Lite", new Case(101, ip4(136, bytes("03e8 07d0 0008 0000")), "udplite 10.0.0.1:1000 10.0.0.2:2000"));
        cases.put("ICMP", new Case(101, ip4(1, bytes("0800 0000 0001 0001")), "icmp 10.0.0.1 10.0.0.2"));
        cases.put("no protocol number of a name", new Case(101, ip4(253, bytes("00")), "253 10.0.0.1 10.0.0.2"));
        cases.put("an unknown link type", new Case(147, FOUR, ""));
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLayerLeadsToTheConversation() throws IOException {
        final TrackerRunner runner = conversations();
        return cases().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            final Case wanted = entry.getValue();
            assertEquals(wanted.conversation(), String.join(" and ", run(runner, wanted.linkType(), List.of(wanted.packet()))));
        }));
    }

    @Test
    void aPacketCutAtAnyByteNeverGivesPortsThatAreNotThere() throws IOException {
        final TrackerRunner runner = conversations();
        for (final Map.Entry<String, Case> entry : cases().entrySet()) {
            final Case wanted = entry.getValue();
            final List<byte[]> cuts = new ArrayList<>();
            for (int length = 0; length < wanted.packet().length; length++) {
                cuts.add(Arrays.copyOf(wanted.packet(), length));
            }
            for (final String found : run(runner, wanted.linkType(), cuts)) {
                // A chain of extension headers that is cut ends at one of them.
                final String protocol = found.substring(0, found.indexOf(' '));
                final String wantedProtocol = EXTENSIONS.contains(protocol) ? protocol : wanted.conversation().split(" ")[0];
                final String wantedRest = wanted.conversation().substring(wanted.conversation().indexOf(' ') + 1);
                final List<String> allowed = List.of(wantedProtocol + " " + wantedRest, wantedProtocol + " " + withoutPorts(wantedRest));
                assertTrue(allowed.contains(found), entry.getKey() + ": " + found);
            }
        }
    }

    private static String withoutPorts(String conversation) {
        return conversation.replace(":1000", "").replace(":2000", "");
    }

    private static TrackerRunner conversations() throws IOException {
        return new TrackerRunner(Project.folder().resolve("examples/conversations/conversations.flow"), Map.of());
    }

    private List<String> run(TrackerRunner runner, int linkType, List<byte[]> packets) throws IOException {
        return runner.run(Frames.capture(scratch.resolve("frames.pcap"), linkType, packets)).records().stream().map(JsonLine::new)
                .map(line -> line.text("proto") + " " + endpoint(line, "src") + " " + endpoint(line, "dst")).toList();
    }

    private static String endpoint(JsonLine line, String name) {
        return line.text(name) + (line.has(name + "_port") ? ":" + line.port(name + "_port") : "");
    }
}
