package flowc.oracle;

import static flowc.oracle.Small.icmp;
import static flowc.oracle.Small.records;
import static flowc.oracle.Small.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers read each other, and nothing is read of one that is not there. */
final class HeaderReadsTest {
    private static final String IP = "4500001400010000400100000a0000010a000002";

    private static List<String> types(int linkType, String hex) {
        final String text = "tracker t\ntable frame key (type: etherType.type) { on packet { emit frame { key } } }";
        return Small.run(text, linkType, List.of(hex)).records().stream().map(record -> record.replaceFirst(".*\"type\":", "")).toList();
    }

    @Test
    void innermostLayersFieldsAreThoseOfTheLastMemberMet() {
        final String ethernet = "020000000002020000000001";
        assertEquals(List.of("2048}}"), types(1, ethernet + "88a80005" + "81000006" + "0800" + IP));
        assertEquals(List.of("2048}}"), types(1, ethernet + "8847" + "00010040" + "00020140" + IP));
        assertEquals(List.of("34887}}"), types(1, ethernet + "8847" + "00010040"));
    }

    @Test
    void innermostLayersFieldsReadPartsThatMayBeAbsent() {
        assertEquals(List.of("2048}}"), types(9, "ff030021" + IP));
        assertEquals(List.of("2048}}"), types(9, "ff0321" + IP));
        assertEquals(List.of("0}}"), types(9, "ff03c021" + IP));
    }

    @Test
    void headersConditionReadsHeadersThatNobodyElseReads() {
        final String text = """
                tracker t
                header odd on udp when ip.ttl == 64 and ip.proto == udp { a: u8 }
                table found key (a: odd.a) { on packet { emit odd { key } } }
                """;
        assertEquals(List.of("{\"odd\",\"key\":{\"a\":0}}"), records(text, udp(0, 1, 2), icmp(1, 1, 2)));
    }

    @Test
    void tablesConditionIsAskedOnlyWhereInputHasPassed() {
        final String text = """
                tracker t
                input where udp
                table flow key flow5 where l4.dst < 1024 { on packet { emit flow { port: l4.dst } } }
                """;
        assertEquals(List.of("{\"flow\",\"port\":53}"), records(text, icmp(0, 1, 2), udp(1, 1, 2)));
    }

    @Test
    void faultsInConditionsAndKeysLeaveThePacketOut() {
        final String text = """
                tracker t
                param zero: u64 = 0
                input where pkt.len / (ip.ttl - 63) > 0
                table one key flow5 where 1 / zero == 0 { on packet { emit never { key } } }
                table two key (x: 1 / zero) { on packet { emit never { key } } }
                table three key flow5 {
                  on new where 1 / zero == 0 { emit never { key } }
                  on packet { emit three { dir } }
                }
                """;
        final CompiledRun run = Small.run(text, udp(0, 1, 2), udp(1, 2, 1));
        assertEquals(2, run.records().size());
        assertEquals(List.of(2L, 2L, 1L), run.summary().counters(flowc.runtime.program.TrackerDescriptor.CounterKind.FAULT).stream().map(counter -> counter.value()).sorted(java.util.Comparator.reverseOrder()).toList());
    }

    @Test
    void equalEndpointsGoForward() {
        final String text = "tracker t\ntable flow key flow5 { on packet { emit seen { dir } } }";
        assertEquals(List.of("{\"seen\",\"dir\":\"fwd\"}", "{\"seen\",\"dir\":\"fwd\"}"), records(text, udp(0, 1, 1), udp(1, 1, 1)));
    }

    @Test
    void constantsOfNetworksAndRangesAreAskedLikeWhatTheyStandFor() {
        final String text = """
                tracker t
                const net = 10.0.0.2/31
                const ports = 50..60
                table host key (src: ip.src) {
                  on packet {
                    if ip.src in net { emit inside { } }
                    if ip.dst in {192.0.2.0/24, net} { emit set { } }
                    match ip.dst { net => { emit matched { } } else => { emit other { } } }
                    if udp.dstPort in ports { emit port { } }
                  }
                }
                """;
        assertEquals(List.of("{\"set\"}", "{\"matched\"}", "{\"port\"}"), records(text, udp(0, 1, 2)));
        assertEquals(List.of("{\"inside\"}", "{\"other\"}", "{\"port\"}"), records(text, udp(0, 3, 1)));
    }

    @Test
    void declarationsStandInAnyOrder() {
        final String text = """
                tracker t
                param mode: Mode = slow
                table host key pair { kept: Kept  on packet where ip.ttl >= least { kept = { mode } emit host { mode, kept } } }
                key pair = ip.src, proto
                let proto = ip.proto
                const least = half + 1
                const half = 31
                struct Kept { mode: Mode }
                enum Mode { fast, slow }
                """;
        assertEquals(List.of("{\"host\",\"mode\":\"slow\",\"kept\":{\"mode\":\"slow\"}}"), records(text, udp(0, 1, 2)));
    }
}
