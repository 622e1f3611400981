package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.program.TrackerDescriptor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** State that packets do not use lies apart from its row, and nobody can tell. */
final class ColdStateTest {
    private static final String TRACKER = """
            tracker t
            param never: u64 = 0
            table hosts key (at: endpoint) limit 3 {
              seen: counter
              firstPeer: endpoint
              lastPeer: endpoint?
              began: time
              sizes: bytes<20>
              rank: u64 = 7
              on expire { emit host { key, seen, firstPeer, lastPeer, began, rank, reason } }
            }
            table flow key flow5 idle 5ms limit 4 {
              packets, bytes: counter
              first, last: time
              home: endpoint
              peer: ip
              mark: u16 = 300
              share: f64 = 0.5
              on packet {
                packets += 1
                bytes += pkt.len
                last = pkt.time
                if isNew {
                  first = pkt.time
                  home = src
                  mark += 1
                  hosts[src] = { firstPeer: dst, began: pkt.time, seen: 5 }
                } else if packets > 3 {
                  if let host = hosts[src] { host.rank += packets  host.lastPeer = dst }
                  emit known { rank: hosts[src]?.rank, began: hosts[src]?.began, peer: hosts[dst]?.firstPeer }
                }
              %s}
              on new { share = 1.5  peer = ip.dst }
              on expire { emit ended { key, packets, bytes, first, last, home, peer, mark, share, reason } }
              every 3ms { init { var sum = 0  var all = 0 } each { sum += bytes.delta  all += packets.delta  mark += 1 } finish { emit pass { sum, all } } }
            }
            """;

    /** Behind a condition that never holds: then packets use all of it. */
    private static final String USES_ALL = """
            if never != 0 {
              first = last  home = dst  mark += 1  share = 2.5  peer = ip.src
              if let host = hosts[dst] { host.began = first  host.firstPeer = home  host.lastPeer = src  host.seen += 1 }
            }
            """;

    private final long seed = Long.getLong("flowc.seed", 20261122);

    private static List<Integer> coldBytes(String text) {
        return CompiledRun.compile(text).descriptor().tables().stream().map(TrackerDescriptor.Table::coldStateBytes).toList();
    }

    @Test
    void isWhatOnlyBeginningsEndsAndMarksUse() {
        assertTrue(coldBytes(TRACKER.formatted("")).stream().allMatch(bytes -> bytes > 0));
        assertEquals(List.of(32, 16), coldBytes(TRACKER.formatted(USES_ALL)), "what counters had at the last pass, and 'sizes', which nothing uses");
    }

    @Test
    void isTheSameThereAsInTheRow() {
        System.out.println("ColdStateTest: -Dflowc.seed=" + seed);
        for (int round = 0; round < 40; round++) {
            final Random random = new Random(seed + round);
            final Packet[] packets = IntStream.range(0, 60).mapToObj(i -> Small.udp(i * Small.MILLISECOND * (1 + random.nextInt(3)) / 2, 1 + random.nextInt(4), 1 + random.nextInt(4))).toArray(Packet[]::new);
            assertEquals(Small.run(TRACKER.formatted(USES_ALL), packets).records(), Small.run(TRACKER.formatted(""), packets).records(), () -> "-Dflowc.seed=" + seed);
        }
    }

    @Test
    void livesBesideTheStateThatPacketsUse() {
        final String text = """
                tracker t
                table flow key flow5 {
                  n: u64
                  a, b, c, d, e: u64
                  on new { a = 1  b = 2  c = 3  d = 4  e = 5 }
                  on packet { n += 1 }
                  on expire { emit ended { n, a, b, c, d, e } }
                }
                """;
        assertTrue(coldBytes(text).getFirst() > 0);
        assertEquals(List.of("{\"ended\",\"n\":2,\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}"), Small.records(text, Small.udp(0, 1, 2), Small.udp(1, 1, 2)));
    }
}
