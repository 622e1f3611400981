package flowc.oracle;

import static flowc.oracle.Small.icmp;
import static flowc.oracle.Small.records;
import static flowc.oracle.Small.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a packet may lack is bound where the packet has it. */
final class OptionalValuesTest {
    @Test
    void ifLetBindsAFieldOfAHeaderThatMayBeAbsent() {
        final String text = """
                tracker t
                table host key (src: ip.src) {
                  on packet {
                    if let port = udp.dstPort { emit udp { port, length: udp.length } } else { emit other { } }
                    if let port = udp.dstPort where port > 53 { emit high { port } }
                  }
                }
                """;
        assertEquals(List.of("{\"other\"}", "{\"udp\",\"port\":53,\"length\":28}"), records(text, icmp(0, 1, 2), udp(1, 1, 2)));
    }

    @Test
    void ifLetBindsAFieldOfAnOptionalPart() {
        final String text = """
                tracker t
                header odd on ipEnd when next == icmp { type: u8  if type == 0 { code: u8 }  let twice = type * 2 }
                header even on ipEnd when next == udp { type: u8  if type == 1 { code: u8 } }
                table host key (src: ip.src) {
                  on packet {
                    if let code = odd.code { emit odd { code } }
                    if let code = even.code { emit even { code } } else { emit none { } }
                    if let twice = odd.twice where twice == 0 { emit twice { twice } }
                  }
                }
                """;
        assertEquals(List.of("{\"none\"}"), records(text, udp(0, 1, 2)));
    }

    @Test
    void ifLetLooksUpARowByWhatMayBeAbsent() {
        final String text = """
                tracker t
                table seen key (port: u16) { n: u64 }
                table host key (src: ip.src) {
                  on packet {
                    if let s = seen[udp.dstPort] { s.n += 1 emit again { n: s.n } } else if let port = udp.dstPort { seen[port] = { n: 1 } }
                    if let n = seen[udp.dstPort]?.n where n > 1 { emit many { n } }
                    emit last { n: seen[udp.dstPort]?.n }
                  }
                }
                """;
        assertEquals(List.of("{\"last\",\"n\":null}", "{\"last\",\"n\":1}", "{\"again\",\"n\":2}", "{\"many\",\"n\":2}", "{\"last\",\"n\":2}"),
                records(text, icmp(0, 1, 2), udp(1, 1, 2), udp(2, 1, 2)));
    }

    @Test
    void packetsKeyIsAKeyOfATableWithTheSameParts() {
        final String text = """
                tracker t
                table flow key flow5 { n: u64  on packet { n += 1 } }
                table host key (src: ip.src) {
                  first: flow.key
                  last: flow5.key?
                  on new { first = flow5 }
                  on packet {
                    let current = flow5
                    if let before = last { emit before { n: flow[before]?.n, same: before == current } }
                    if let f = flow[current] { emit flow { n: f.n } }
                    last = current
                  }
                  on expire { emit host { first, last } }
                }
                """;
        final String flow = "{\"src\":\"10.0.0.1\",\"src_port\":53,\"dst\":\"10.0.0.2\",\"dst_port\":53,\"proto\":\"udp\"}";
        assertEquals(List.of("{\"flow\",\"n\":1}", "{\"before\",\"n\":1,\"same\":false}", "{\"flow\",\"n\":1}",
                "{\"host\",\"first\":" + flow + ",\"last\":" + flow.replace("10.0.0.2", "10.0.0.3") + "}"), records(text, udp(0, 1, 2), udp(1, 1, 3)));
    }

    @Test
    void namedKeyIsAPartOfAKeyOfTypes() {
        final String text = """
                tracker t
                table seen key (flow: flow5.key, port: u16) { n: u64 }
                table host key (src: ip.src) {
                  on packet {
                    seen[flow5, 53] = { n: 7 }
                    if let s = seen[flow5, udp.dstPort] { emit seen { port: s.key.port, n: s.n, to: s.key.flow.dst } }
                  }
                }
                """;
        assertEquals(List.of("{\"seen\",\"port\":53,\"n\":7,\"to\":\"10.0.0.2:53\"}"), records(text, udp(0, 1, 2)));
    }

    @Test
    void keysOfOtherPartsDoNotFit() {
        assertEquals(List.of("expected flow.key, found pair", "expected flow.key, found flow5.uni"), Small.errors("""
                tracker t
                key pair = unordered(ip.src, ip.dst)
                table flow key flow5 { last: flow.key  on packet { last = pair last = flow5.uni } }
                """));
    }
}
