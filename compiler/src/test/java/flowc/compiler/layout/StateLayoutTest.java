package flowc.compiler.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.Modules;
import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.Analyzer;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.FlowParser;
import flowc.compiler.types.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateLayoutTest {
    /** Fields of the last table that lie apart; {@code base} of a counter is its total at the last pass. */
    private static List<String> cold(String tables) {
        final Diagnostics diagnostics = new Diagnostics();
        final Analysis analysis = Analyzer.analyze(FlowParser.parse(new Source("test.flow", "tracker t\n" + tables), diagnostics), new Modules(), Set.of(), diagnostics);
        assertTrue(!diagnostics.hasErrors(), () -> diagnostics.all().toString());
        final TableSymbol table = analysis.tables().getLast();
        final StateLayout layout = StateLayout.of(analysis).get(table);
        return table.state().stream().flatMap(field -> Stream.of(layout.place(field).isCold() ? field.name() : "",
                field.type() == Type.Simple.COUNTER && layout.base(field).isCold() ? field.name() + ".base" : "")).filter(name -> !name.isEmpty()).toList();
    }

    @Test
    void smallRowsAreWhole() {
        assertEquals(List.of(), cold("table flow key flow5 { first: time on new { first = pkt.time } on expire { print \"{first}\" } }"));
    }

    @Test
    void whatFlowsBeginWithAndLastTotalsLieApart() {
        // 16 bytes of header, 16 of key, 24 of totals and 'last', and 8 left.
        assertEquals(List.of("bytes.base", "first"), cold("""
                table flow key flow5 {
                  packets, bytes: counter
                  first, last: time
                  on packet { packets += 1 bytes += pkt.len last = pkt.time if isNew { first = pkt.time } }
                  every 1s { init { var p = 0 var b = 0 } each { p += packets.delta b += bytes.delta } finish { print "{p} {b}" } }
                }
                """));
    }

    @Test
    void roomInTheLineIsUsed() {
        assertEquals(List.of("e"), cold("""
                table flow key flow5 {
                  n, a, b, c, e: u64
                  on packet { n += 1 }
                  on expire { print "{a} {b} {c} {e}" }
                }
                """));
    }

    @Test
    void otherTablesPacketsCount() {
        final String kept = "table kept key (at: endpoint) { n, a, b, c, d, e: u64 on expire { print \"{n} {a} {b} {c} {d} {e}\" } }\n";
        final String flow = "table flow key flow5 { on packet { if let host = kept[src] { host.e += 1 } kept[dst] = { d: 7 } } }\n";
        assertEquals(List.of("a", "b", "c"), cold(flow + kept));
    }

    @Test
    void conditionsOfPacketsCountAndThoseForNewFlowsDoNot() {
        final String state = "table flow key flow5 { n, a, b, c, d, e: u64 on expire { print \"{n} {a} {b} {c} {d} {e}\" } ";
        assertEquals(List.of("c", "d"), cold(state + "on packet where e > 3 { n += 1 } }"));
        assertEquals(List.of("d", "e"), cold(state + "on packet where isNew { e = 3 } on packet { n += 1 } on new { d = 4 } }"));
    }

    @Test
    void whatPacketsUseMayBeMoreThanALine() {
        assertEquals(List.of("g"), cold("""
                table flow key flow5 {
                  g, n, a, b, c, d, e: u64
                  on packet { n += 1 a += 1 b += 1 c += 1 d += 1 e += 1 }
                  on expire { print "{g}" }
                }
                """));
    }
}
