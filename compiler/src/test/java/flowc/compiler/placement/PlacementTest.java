package flowc.compiler.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import flowc.compiler.testing.FlowFiles;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.Every;
import flowc.runtime.program.TrackerDescriptor.Group;
import flowc.runtime.program.TrackerDescriptor.Merge;
import flowc.runtime.program.TrackerDescriptor.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static TrackerDescriptor compiled(String text) {
        final Compilation compilation = Compiler.compile(new Source("test.flow", text), new Modules());
        return compilation.tracker().orElseThrow(() -> new AssertionError(compilation.diagnostics() + "\n" + text)).descriptor();
    }

    private static Group only(String tables) {
        final List<Group> groups = compiled("tracker t\nparam p: u64 = 1000\n" + tables).groups();
        assertEquals(1, groups.size(), groups.toString());
        return groups.getFirst();
    }

    private static Group oneOwner(String tables, String reason) {
        final Group group = only(tables);
        assertFalse(group.isSpread(), tables);
        assertTrue(group.reason().contains(reason), group.reason());
        return group;
    }

    private static void spread(String tables) {
        final Group group = only(tables);
        assertTrue(group.isSpread(), group.reason());
        assertEquals("", group.reason());
    }

    @Nested
    class Groups {
        @Test
        void aTableThatUsesItsOwnRowsOnlyIsSpread() {
            spread("table flow key flow5 { n: u64 on new { n = 1 } on packet { n += 1; if n == 10 { expire } } on expire where n > 3 { emit f { key, n, reason } } }");
        }

        @Test
        void tablesThatKnowNothingOfEachOtherAreGroupsOfTheirOwn() {
            final List<Group> groups = compiled("tracker t table a key flow5 { on packet { } } table b key ip.src { on packet { } } table c key (at: endpoint) { n: u8 }").groups();
            assertEquals(List.of(List.of(0), List.of(1), List.of(2)), groups.stream().map(Group::tables).toList());
            assertEquals(List.of(true, true, false), groups.stream().map(Group::isSpread).toList());
            assertTrue(groups.get(2).reason().contains("no packet touches 'c'"), groups.get(2).reason());
        }

        @ParameterizedTest
        @ValueSource(strings = {"on packet { if b[src] { n += 1 } }", "on packet { b[src] = { m: 1 } }", "on packet { if let r = b[src] where r.m > 1 { r.m = 2 } }",
                "on new { n = b[src]?.m ?? 0 }", "on expire { b[key.src] = { m: 1 } }", "on packet where b[src] { n += 1 }", "every 1s { each { if b[key.src] { n = 0 } } }",
                "every 1s { init { var x = b[endpoint(10.0.0.1, 1)]?.m ?? 0 } finish { print \"{x}\" } }", "every 1s { finish { if b[endpoint(10.0.0.1, 1)] { print \"there\" } } }"})
        void tablesWhoseRowsAreLookedUpAreOfTheSameGroupWithOneOwner(String handler) {
            final Group group = oneOwner("table a key flow5 { n: u64 " + handler + " } table b key (at: endpoint) { m: u64 }", "uses rows of 'b' by the key [");
            assertEquals(List.of(0, 1), group.tables());
            assertTrue(group.reason().startsWith("line 3: "), group.reason());
        }

        @Test
        void otherRowsOfTheSameTableNeedOneOwner() {
            oneOwner("table a key (s: ip.src) { n: u64 on packet { if let r = a[ip.dst] { r.n += 1 } } }", "'on packet' of 'a' uses other rows of its table by the key [ip.dst]");
        }

        @Test
        void groupsJoinByWayOfATableBetween() {
            final String tables = "table a key flow5 { on packet { m[src] = { n: 1 } } } table b key ip.src { on packet { } } table m key (at: endpoint) { n: u8 }"
                    + " table c key ip.dst { on packet { m[dst] = { n: 1 } } }";
            final List<Group> groups = compiled("tracker t " + tables).groups();
            assertEquals(List.of(List.of(0, 2, 3), List.of(1)), groups.stream().map(Group::tables).toList());
        }

        @Test
        void listenersOfTheSameKeyShareTheRowsOfAPacket() {
            final Group group = only("table a key flow5 { n: u64 on packet { n += 1 } } table b key (unordered(src, dst), p: proto) where udp { n: u64 on new of a { n = 7 } on packet of a { n += 1 } }");
            assertTrue(group.isSpread(), group.reason());
            assertEquals(List.of(0, 1), group.tables());
        }

        @ParameterizedTest
        @ValueSource(strings = {"flow5.uni", "flow5 + vlan.id", "src, dst, proto", "unordered(src, dst)", "unordered(ip.src, ip.dst), proto", "unordered(dst, src), proto"})
        void listenersOfAnotherKeyNeedOneOwner(String key) {
            oneOwner("table a key flow5 { on packet { } } table b key (" + key + ") { n: u64 on packet of a { n += 1 } }".replace("(flow5 + vlan.id)", "flow5 + vlan.id"),
                    "'b' listens to 'a', whose key is not the same");
        }

        @ParameterizedTest
        @CsvSource({"4M, 1M, true", "4M, , true", "65536, 1M, true", "65535, 1M, false", "1k, , false", "p, p, true", "p, 1k, false", "p, , false", "p + 1, p + 1, true", "p + 1, p + 2, false"})
        void listenersAreSpreadWhereBothLimitsGiveTheSameLanes(String left, String right, boolean isSpread) {
            final String tables = "table a key flow5 %s { on packet { } } table b key flow5 %s { n: u64 on packet of a { n += 1 } }"
                    .formatted(left == null ? "" : "limit " + left, right == null ? "" : "limit " + right);
            if (isSpread) {
                spread(tables);
            } else {
                oneOwner(tables, "whose limit may give it other lanes");
            }
        }
    }

    @Nested
    class RelaxedOrder {
        private static String relaxed(String tables) {
            final List<String> groups = compiled("tracker t " + tables).groups().stream().map(group -> group.relaxed() == null ? "-"
                    : group.relaxed().spread().stream().map(spread -> spread.tables().toString()).collect(Collectors.joining()) + " shared " + group.relaxed().shared()).toList();
            return String.join("; ", groups);
        }

        @Test
        void spreadsTablesOfPacketsAndSharesThoseTheyLookUp() {
            assertEquals("[0] shared [1]", relaxed("table a key flow5 { on packet { b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 }"));
            assertEquals("[0, 3][2] shared [1]", relaxed("table a key flow5 { on packet { b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 } "
                    + "table c key ip.src { on packet { if b[src] { } } } table d key flow5 { on new of a { } }"));
            assertEquals("[0] shared [1, 2]", relaxed("table a key flow5 { on packet { b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 on expire { c[key.at] = { n } } } "
                    + "table c key (at: endpoint) { n: u8 }"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"table a key flow5 { on packet { if a[src, dst, proto] { } b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 }",
                "table a key flow5 { on packet { b[src] = { n: 1 } } every 1s { each { if b[key.src] { } } } } table b key (at: endpoint) { n: u8 }",
                "table a key flow5 { n: i64 on packet { b[src] = { n: 1 } } every 1s { init { var last = 0 } each { last = n } } } table b key (at: endpoint) { n: u8 }",
                "table a key flow5 { on packet { b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 } table c key ip.src { on packet of a { } }",
                "table a key flow5 { on packet { b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 on expire { if c[key.at.addr] { } } } table c key ip.src { on packet { } }",
                "table a key flow5 { on packet { b[src] = { n: 1 } } } table b key (at: endpoint) { n: u8 every 1s { each { emit b { key } } } }",
                "table b key (at: endpoint) { n: u8 on expire { if c[key.at] { } } } table c key (at: endpoint) { n: u8 }"})
        void leavesOtherGroupsAsTheyAre(String tables) {
            assertEquals("-", relaxed(tables));
        }
    }

    @Nested
    class Keys {
        private static boolean isSame(String left, String right) {
            return only("const two = 2 fn low(x: u16) -> u16 { return x & 255 } table a key %s { on packet { } } table b key %s { n: u64 on packet of a { n += 1 } }".formatted(left, right)).isSpread();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {"ip.src | (from: ip.src)", "src | (a: endpoint(ip.src, l4.src))", "(ip.src, ip.dst) | (a: ip.src, b: ip.dst)", "flow5 + vlan.id | flow5 + vlan.id",
                "(a: pkt.len / two) | (b: pkt.len / 2)", "(low(tcp.srcPort)) | (low(tcp.srcPort))", "(a: tcp.srcPort as u8) | (b: tcp.srcPort as u8)", "flow5.uni | (src, dst, proto)",
                "(a: if tcp.syn then 1 else 2) | (b: if tcp.syn then 1 else 2)", "(v: vlan.id?) | (w: vlan.id?)"})
        void saidInTwoWaysAreOneKey(String left, String right) {
            assertTrue(isSame(left, right));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {"ip.src | ip.dst", "(a: pkt.len / two) | (b: pkt.len / 3)", "(low(tcp.srcPort)) | (low(tcp.dstPort))", "(a: tcp.srcPort as u8) | (a: tcp.srcPort)",
                "(a: if tcp.syn then 1 else 2) | (a: if tcp.syn then 2 else 1)", "(v: vlan.id?) | (v: vlan.id)", "(a: tcp.srcPort + 1) | (a: tcp.srcPort - 1)", "(a: tcp.srcPort) | (a: udp.srcPort)",
                "(ip.src, ip.dst) | (ip.dst, ip.src)", "(a: ip4.src) | (a: ip.src)"})
        void thatDifferAreTwo(String left, String right) {
            assertFalse(isSame(left, right));
        }

        private static boolean keeps(String key) {
            return only("table a key " + key + " { on packet { } }").keepsConversations();
        }

        @ParameterizedTest
        @ValueSource(strings = {"flow5", "flow5.uni", "flow5 + vlan.id", "(unordered(src, dst), proto)", "(ip.src, ip.dst, a: l4.src, b: l4.dst, ip.proto)", "(unordered(dst, src), mac: eth.src, p: ip.proto)", "(a: src, b: dst, p: proto, q: tcp.flags)",
                "(unordered(endpoint(ip.src, l4.src), endpoint(ip.dst, l4.dst)), ipEnd.next)"})
        void withBothEndpointsAndTheProtocolKeepConversationsTogether(String key) {
            assertTrue(keeps(key));
        }

        @ParameterizedTest
        @ValueSource(strings = {"ip.src", "src", "unordered(src, dst)", "(ip.src, ip.dst, proto)", "(unordered(ip.src, ip.dst), proto)", "(unordered(ip.src, ip.dst), unordered(a: l4.src, b: l4.dst), proto)",
                "(unordered(ip.src, ip.dst), a: l4.src, b: l4.dst, proto)", "(unordered(a: src, b: src), proto)", "(unordered(src, dst), ip.ttl)", "(unordered(src, dst), ip.dscp)", "(unordered(src, dst), ipEnd.whole)", "(ip.src, ip.dst, unordered(a: l4.src, b: l4.dst), proto)",
                "(ip.src, ip.dst, tcp.srcPort, tcp.dstPort)", "(unordered(endpoint(ip.src, tcp.srcPort), endpoint(ip.dst, tcp.dstPort)), proto)", "(ip.src, ip.dst, a: tcp.sequence, b: tcp.acknowledgment, proto)",
                "(unordered(endpoint(ip.src, l4.src), endpoint(ip.dst, l4.src)), proto)", "(unordered(endpoint(ip.src, l4.src), endpoint(ip.src, l4.dst)), proto)",
                "(a: endpoint(ip.src, 1), b: endpoint(ip.dst, 2), proto)", "(a: proto, unordered(endpoint(ip.src, pkt.interface as u16), endpoint(ip.dst, pkt.interface as u16)))"})
        void thatLeaveOutAPartOfThe5TupleDoNot(String key) {
            assertFalse(keeps(key));
        }

        @Test
        void twoFieldsOfALayerThatAreNoPortsAreNotTakenForThem() {
            final String layer = "layer window = tcp { a = window, b = checksum } ";
            assertFalse(only(layer + "table a key (ip.src, ip.dst, window.a, window.b, proto) { on packet { } }").keepsConversations());
        }

        @Test
        void ofAGroupWithOneOwnerAreNotAskedFor() {
            assertFalse(only("table a key flow5 { on packet { if a[key] { } } }").keepsConversations());
        }
    }

    @Nested
    class Passes {
        private static Every every(String fields, String block) {
            final TrackerDescriptor tracker = compiled("tracker t\nparam p: u64 = 1000\ntable a key flow5 { " + fields + "\non packet { }\nevery 1s {\n" + block + "\n} }");
            final Every every = tracker.everies().getFirst();
            assertEquals(tracker.groups().getFirst().isSpread(), every.inAnyOrder());
            return every;
        }

        private static String reason(String fields, String block) {
            return compiled("tracker t\nparam p: u64 = 1000\ntable a key flow5 { " + fields + "\non packet { }\nevery 1s {\n" + block + "\n} }").groups().getFirst().reason();
        }

        private static String merges(String fields, String block) {
            final Every every = every(fields, block);
            assertTrue(every.inAnyOrder(), reason(fields, block));
            return every.variables().stream().map(variable -> variable.name() + " " + variable.merge() + " " + variable.bytes()).collect(Collectors.joining(", "));
        }

        @Test
        void sumsBitsAndExtremesMergeByTheirKindAndWidth() {
            assertEquals("a SUM 8, b SUM 1, c OR 2, d AND 4, e XOR 8, f KEEP 8", merges("n: u8",
                    "init { var a = 0 var b: u8 = 3 var c: u16 = 0 var d: u32 = 1 var e: i64 = 0 var f = 5 } each { a += n; a -= f; b += n; c |= n; d &= n; e ^= n } finish { print \"{a}{b}{c}{d}{e}{f}\" }"));
            assertEquals("a MAX_SIGNED 8, b MIN_UNSIGNED 8, c MAX_UNSIGNED 4, d MIN_SIGNED 2, e MAX_SIGNED 8, f MIN_SIGNED 8", merges("n: u8, t: time, q: duration",
                    "init { var a = 0 var b: u64 = 3 var c: u32 = 0 var d: i16 = 1 var e: time = now var f: duration = 1s } "
                            + "each { a = max(a, n); b = min(n, b); c = max(c, n); d = min(d, n); e = max(e, t); f = min(q, f) }"));
        }

        @Test
        void aSumMayBeWrittenOutAndAFlagRaised() {
            assertEquals("a SUM 8, b OR 1, c AND 1, d SUM 8", merges("n: u8, q: duration",
                    "init { var a = 0 var b = false var c = true var d = 0s } each { a = n + a; a = a - n; if n > 3 { b = true } else { c = false } d += q }"));
        }

        @Test
        void countersTopsParamsAndOutputOfTheRowAreInAnyOrder() {
            final Every every = every("c: counter, n: u8", "init { var s = 0 var best = top(3) by x { x: u64, key } } "
                    + "each { s += c.delta; best.add { x: c.delta * p, key }; n = 0; if n > 3 { emit r { key, n, elapsed }; expire } return } finish { print \"{s} {elapsed}\", table(best) }");
            assertTrue(every.inAnyOrder());
            assertEquals(List.of(0), every.tops());
        }

        @Test
        void aBlockWithoutEachIsInAnyOrder() {
            assertTrue(every("", "init { var s = now } finish { print \"{s}\" }").inAnyOrder());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
                "var x = 0 | x = n | 'each' assigns 'x', so its result depends on the order of rows",
                "var x = 0 | if n > x { x = n } | 'each' assigns 'x'",
                "var x = 0 | x += n; if x > 10 { emit r { key } } | 'each' reads 'x' while it is being made",
                "var x = 0 | x += n; emit r { key, x } | 'each' reads 'x' while it is being made",
                "var x = 0 | x += n; print \"{x}\" | 'each' reads 'x' while it is being made",
                "var x = 0 var y = 0 | x += n; y += x | 'each' reads 'x'",
                "var x = 0 | x += x | 'each' reads 'x'",
                "var x = 0 | x = max(x, x + 1) | 'each' reads 'x'",
                "var x = 0 | x += n; x = max(x, n) | 'each' changes 'x' in two ways",
                "var x = 0 | x += n; x ^= n | 'each' changes 'x' in two ways",
                "var x = 0 | x += 1; x = 0 | 'each' assigns 'x'",
                "var x = 0 | x = n - x | 'each' assigns 'x'",
                "var x = true | x = n > 3 | 'each' assigns 'x'",
                "var x = false | x = true; x = false | 'each' changes 'x' in two ways",
                "var x = 0.5 | x += n | 'each' sums the f64 'x', whose rounding depends on the order of rows",
                "var x = 0.5 | x = max(x, n) | 'each' assigns 'x'",
                "var x: u4 = 0 | x += n | 'each' assigns 'x'",
                "var x: u64 = 0 | x = max(x, m) | 'each' assigns 'x'",
                "var x: bytes<4> | x = k | 'each' assigns 'x'",
                "var best = top(2) by a { a: u8 } | best.add { a: n }; print table(best) | 'each' reads 'best'"})
        void whatDependsOnTheOrderOfRowsIsSaid(String init, String each, String reason) {
            final String fields = "n: u8, m: i64, k: bytes<4>";
            assertFalse(every(fields, "init { " + init + " }\neach { " + each + " }").inAnyOrder());
            final String said = reason(fields, "init { " + init + " }\neach { " + each + " }");
            assertTrue(said.startsWith("line 7: " + reason), said);
        }

        @Test
        void aBlockThatKeepsOneOwnerHasNothingToMerge() {
            final Every every = every("n: u8", "init { var x = 0 var best = top(2) by a { a: u8 } } each { x = n; best.add { a: n } }");
            assertEquals(List.of(), every.variables());
            assertEquals(List.of(), every.tops());
        }

        @Test
        void variablesLieWhereTheProgramKeepsThem() {
            final List<Variable> variables = every("n: u8", "init { var x: u8 = 0 var y = 0 } each { x += n; y += n }").variables();
            assertEquals(List.of(Merge.SUM, Merge.SUM), variables.stream().map(Variable::merge).toList());
            assertTrue(variables.get(0).offset() + variables.get(0).bytes() <= variables.get(1).offset(), variables.toString());
        }
    }

    @Nested
    class Examples {
        private static TrackerDescriptor example(String name) throws IOException {
            final Path file = FlowFiles.module("examples").resolve(name).resolve(name + ".flow");
            return compiled(Files.readString(file));
        }

        @ParameterizedTest
        @CsvSource({"stats, true", "noop, true", "conversations, true", "ttl, false"})
        void ofOneTableAreSpread(String name, boolean keepsConversations) throws IOException {
            final List<Group> groups = example(name).groups();
            assertEquals(List.of(new Group(List.of(0), true, keepsConversations, "")), groups);
        }

        @Test
        void quicKeepsOneOwner() throws IOException {
            final List<Group> groups = example("quic").groups();
            assertEquals(List.of(List.of(0, 1, 2)), groups.stream().map(Group::tables).toList());
            assertFalse(groups.getFirst().isSpread());
            assertTrue(groups.getFirst().reason().contains("'on packet' of 'flow' uses rows of 'server' by the key [src]"), groups.getFirst().reason());
        }

        @Test
        void statsMergesItsSumsAndItsTop() throws IOException {
            final Every every = example("stats").everies().getFirst();
            assertTrue(every.inAnyOrder());
            assertEquals(List.of(Merge.SUM, Merge.SUM, Merge.SUM), every.variables().stream().map(Variable::merge).toList());
            assertEquals(List.of(0), every.tops());
        }
    }
}
