package flowc.oracle;

import static flowc.oracle.Small.MILLISECOND;
import static flowc.oracle.Small.records;
import static flowc.oracle.Small.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a handler holds of rows stays what it was, whatever ends meanwhile. */
final class RowsInHandlersTest {
    @Test
    void laterTablesAreNotHeardWithARowThatHasExpired() {
        final String text = """
                tracker t
                table first key flow5 {
                  n: u64
                  on packet { n += 1 expire }
                  on packet of second { emit heard { n } }
                  on expire { emit ended { n, reason } }
                }
                table second key (src: ip.src) { }
                """;
        assertEquals(List.of("{\"ended\",\"n\":1,\"reason\":\"expired\"}", "{\"ended\",\"n\":1,\"reason\":\"expired\"}"), records(text, udp(0, 1, 2), udp(1, 1, 2)));
    }

    @Test
    void refusedKeyIsCountedOnceAPacketHoweverManyTablesAreHeard() {
        final String text = """
                tracker t
                table full key flow5 limit 1 evict refuse {
                  n: u64
                  on packet of second { n += 1 }
                  on packet of third { n += 1 }
                }
                table second key (src: ip.src) { }
                table third key (dst: ip.dst) { }
                """;
        assertEquals(1, Small.run(text, udp(0, 1, 2), udp(1, 1, 3)).summary().tables().getFirst().refused());
    }

    @Test
    void valueThatMayBeAbsentIsBoundAsItIsNow() {
        final String text = """
                tracker t
                table flow key flow5 {
                  last: endpoint?
                  on packet { let before = last last = src emit moved { before, last } }
                }
                """;
        assertEquals(List.of("{\"moved\",\"before\":null,\"last\":\"10.0.0.1:53\"}", "{\"moved\",\"before\":\"10.0.0.1:53\",\"last\":\"10.0.0.2:53\"}"),
                records(text, udp(0, 1, 2), udp(1, 2, 1)));
    }

    @Test
    void valueOfARowOutlivesTheRow() {
        final String text = """
                tracker t
                table kept key (at: endpoint) limit 1 { home: endpoint }
                table flow key flow5 {
                  on packet {
                    kept[src] = { home: src }
                    let early = kept[src]?.home
                    if let home = kept[src]?.home {
                      kept[dst] = { home: dst }
                      kept[src] = { home: dst }
                      emit held { home, early }
                    }
                  }
                }
                """;
        assertEquals(List.of("{\"held\",\"home\":\"10.0.0.1:53\",\"early\":\"10.0.0.1:53\"}"), records(text, udp(0, 1, 2)));
    }

    @Test
    void variableHoldsAValueThatMayBeAbsent() {
        final String text = """
                tracker t
                table kept key (at: endpoint) { home: endpoint }
                table flow key flow5 {
                  on packet {
                    var best = kept[src]?.home
                    emit before { best }
                    best = dst
                    emit after { best }
                    kept[src] = { home: src }
                    best = kept[src]?.home
                    emit again { best }
                  }
                }
                """;
        assertEquals(List.of("{\"before\",\"best\":null}", "{\"after\",\"best\":\"10.0.0.2:53\"}", "{\"again\",\"best\":\"10.0.0.1:53\"}"), records(text, udp(0, 1, 2)));
    }

    @Test
    void everyWayOutOfABindingLetsItsRowGo() {
        final String text = """
                tracker t
                param zero: u64 = 0
                table kept key (at: endpoint) limit 1 { n: u64 on expire { emit gone { key, n } } }
                table flow key flow5 {
                  n: u64
                  on packet {
                    n += 1
                    kept[src] = { n: n }
                    for i in 0..3 {
                      if let row = kept[src] {
                        if n == 1 { continue }
                        if n == 2 { break }
                        if n == 3 { n = 10 / zero }
                        if n == 4 { return }
                        if n == 5 { expire }
                      }
                    }
                  }
                }
                """;
        final List<String> gone = records(text, udp(0, 1, 2), udp(1, 1, 2), udp(2, 1, 2), udp(3, 1, 2), udp(4, 1, 2), udp(5, 3, 4), udp(6, 1, 2));
        assertEquals(List.of("{\"gone\",\"key\":{\"at\":\"10.0.0.1\",\"at_port\":53},\"n\":5}", "{\"gone\",\"key\":{\"at\":\"10.0.0.3\",\"at_port\":53},\"n\":1}",
                "{\"gone\",\"key\":{\"at\":\"10.0.0.1\",\"at_port\":53},\"n\":1}"), gone);
    }

    @Test
    void boundRowIsNotEvictedWhileItIsBound() {
        final String text = """
                tracker t
                table kept key (at: endpoint) limit 1 { n: u64 }
                table flow key flow5 {
                  on packet {
                    kept[src] = { n: 7 }
                    if let row = kept[src] {
                      kept[dst] = { n: 8 }
                      row.n += 1
                      emit held { n: row.n, other: kept[dst]?.n }
                    }
                    kept[dst] = { n: 9 }
                    emit free { own: kept[src]?.n, other: kept[dst]?.n }
                  }
                }
                """;
        assertEquals(List.of("{\"held\",\"n\":8,\"other\":null}", "{\"free\",\"own\":null,\"other\":9}"), records(text, udp(0, 1, 2)));
    }

    @Test
    void rowThatExpiresInEachIsAskedOnce() {
        final String text = """
                tracker t
                table flow key flow5 {
                  c, d: counter
                  on packet { c += 1 d += 1 }
                  on expire { emit ended { c, reason } }
                  every 1ms { init { var sum = 0 } each { sum += c.delta expire } finish { emit one { sum } } }
                  every 2ms { init { var sum = 0 } each { sum += d.delta expire } finish { emit two { sum } } }
                }
                """;
        assertEquals(List.of("{\"ended\",\"c\":2,\"reason\":\"expired\"}", "{\"one\",\"sum\":2}", "{\"ended\",\"c\":1,\"reason\":\"expired\"}", "{\"one\",\"sum\":1}", "{\"two\",\"sum\":3}"),
                records(text, udp(0, 1, 2), udp(1, 1, 2), udp(MILLISECOND, 1, 2)));
    }

    @Test
    void tablesAreReadAndFilledInHandlersOnly() {
        final String tables = "table kept key (at: endpoint) { n: u64 }\n";
        final List<String> told = List.of("rows of 'kept' can only be looked up in handlers");
        assertEquals(told, Small.errors("tracker t\n" + tables + "table flow key flow5 where kept[src] { }"));
        assertEquals(told, Small.errors("tracker t\n" + tables + "table flow key (x: kept[src]?.n ?? 1) { }"));
        assertEquals(told, Small.errors("tracker t\ninput where kept[src]\n" + tables + "table flow key flow5 { }"));
        assertEquals(told, Small.errors("tracker t\n" + tables + "fn f(e: endpoint) { kept[e] = { n: 1 } }\ntable flow key flow5 { on packet { f(src) } }"));
    }

    @Test
    void flowsEndAndAreCountedWhetherAnyoneHearsOfItOrNot() {
        final String text = """
                tracker t
                param never: u64 = 0
                table flow key flow5 limit 3 {
                  n: counter
                  on packet { n += 1 }
                  %s
                  every 1ms { init { var sum = 0 } each { sum += n.delta } finish { emit pass { sum } } }
                }
                table host key (at: ip.src) idle 1ms { }
                """;
        final Packet[] packets = {udp(0, 1, 2), udp(1, 3, 4), udp(2, 5, 6), udp(3, 7, 8), udp(4 * MILLISECOND, 1, 2)};
        final CompiledRun heard = Small.run(text.formatted("on expire where never != 0 { emit ended { n } }"), packets);
        final CompiledRun unheard = Small.run(text.formatted(""), packets);
        assertEquals(heard.records(), unheard.records());
        assertEquals(heard.summary().tables(), unheard.summary().tables());
        assertEquals(0, unheard.summary().tables().getFirst().live());
    }

    @Test
    void whatATopDoesNotTakeIsCountedAsAFaultAllTheSame() {
        final String text = topOfOne("n { n: u64, bad: u64, key }", "n, bad: %s, key");
        final Packet[] packets = {udp(0, 1, 2), udp(1, 1, 2), udp(2, 3, 4), udp(3, 5, 6)};
        assertEquals(3, Small.run(text.formatted("n / zero"), packets).summary().total(CounterKind.FAULT));
        assertEquals(0, Small.run(text.formatted("n * zero"), packets).summary().total(CounterKind.FAULT));
    }

    @Test
    void fieldsOfARecordForATopFaultInTheirOrder() {
        final String text = topOfOne("size { bad: u64, size: u8 }", "bad: %s, size: %s");
        final List<String> division = faults(text.formatted("n / zero", "1"));
        assertEquals(1, division.size());
        assertNotEquals(division, faults(text.formatted("1", "(n + 300) as! u8")));
        assertEquals(division, faults(text.formatted("n / zero", "(n + 300) as! u8")));
    }

    /** A tracker that adds {@code row} of each flow to a top that is declared as {@code top}. */
    private static String topOfOne(String top, String row) {
        return """
                tracker t
                param zero: u64 = 0
                table flow key flow5 {
                  n: u64
                  on packet { n += 1 }
                  every 1ms { init { var best = top(1) by TOP } each { best.add { ROW } } finish { emit one { rows: 1 } } }
                }
                """.replace("TOP", top).replace("ROW", row);
    }

    private static List<String> faults(String text) {
        return Small.run(text, udp(0, 1, 2)).summary().counters(CounterKind.FAULT).stream().filter(counter -> counter.value() > 0).map(counter -> counter.label()).toList();
    }

    @Test
    void rankHasNoClock() {
        assertEquals(List.of("'now' has no meaning here: it belongs in handlers"), Small.errors("tracker t\ntable flow key flow5 limit 2 evict smallest by now { }"));
    }
}
