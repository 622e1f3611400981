package flowc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Headers with bytes of variable length, which the walk lays in for the form without them, are the same in every form and wherever they stand. */
final class VariableHeadersTest {
    private static final String ETHERNET = "020000000002020000000001";
    private static final String UDP = "03e807d0000a0000cafe";

    /** How packets may begin before IPv4: LINKTYPE_ and hex. */
    private enum Below {
        ETHERNET_II(1, ETHERNET + "0800"),
        TAGGED(1, ETHERNET + "81000007" + "0800"),
        COOKED(113, "0000000100060200000000010000" + "0800"),
        RAW(228, "");

        final int linkType;
        final String hex;

        Below(int linkType, String hex) {
            this.linkType = linkType;
            this.hex = hex;
        }
    }

    private static String ip4(int words, int totalLength, String options) {
        return "4%x00%04x00010000401100000a0000010a000002".formatted(words, totalLength) + options;
    }

    private static CompiledRun run(String body, List<String> packets, Below below) {
        return Small.run("tracker t\n" + body, below.linkType, packets.stream().map(packet -> below.hex + packet).toList());
    }

    private static TreeMap<String, Long> unparsed(CompiledRun run) {
        return run.summary().counters(CounterKind.UNPARSED).stream().collect(Collectors.toMap(counter -> counter.label(), counter -> counter.value(), Long::sum, TreeMap::new));
    }

    @Test
    void optionsAreReadAndPassedWhereverIpStands() {
        final String text = "table flow key (port: udp.dstPort, ip: ip4.src) { on packet { emit f { o: ip4.options.len, words: ip4.headerLength, p: udp.payload.len, to: udp.dstPort } } }";
        final List<String> packets = IntStream.rangeClosed(5, 15).mapToObj(words -> ip4(words, words * 4 + 10, "01".repeat(words * 4 - 20)) + UDP).toList();
        final List<String> expected = IntStream.rangeClosed(5, 15).mapToObj(words -> "{\"f\",\"o\":%d,\"words\":%d,\"p\":2,\"to\":2000}".formatted(words * 4 - 20, words)).toList();
        for (final Below below : Below.values()) {
            final CompiledRun run = run(text, packets, below);
            assertEquals(expected, Small.records(run), below.name());
            assertEquals(new TreeMap<>(), unparsed(run), below.name());
        }
    }

    @Test
    void whatIsMalformedOrCutIsCountedOnce() {
        final String text = "table flow key flow5 { on packet { emit f { to: l4.dst } } }";
        final List<String> packets = List.of(
                ip4(4, 30, "") + UDP,                                // a header shorter than its fixed fields
                ip4(0, 30, "") + UDP,
                ip4(7, 27, "01".repeat(8)) + UDP,                    // a packet shorter than its header
                ip4(5, 19, "") + UDP,
                ip4(15, 70, "01".repeat(12)),                        // ends within its options
                ip4(5, 24, "") + UDP,                                // ends within UDP
                ip4(5, 20, "") + UDP,                                // ends before it
                ip4(6, 0, "01".repeat(4)) + UDP);                    // segmentation offload
        for (final Below below : Below.values()) {
            final CompiledRun run = run(text, packets, below);
            assertEquals(new TreeMap<>(Map.of("ip4 malformed", 4L, "ip4 cut short", 1L, "udp cut short", 2L)), unparsed(run), below.name());
        }
    }

    @Test
    void anEndBeforeTheFixedFieldsIsMalformed() {
        final String text = """
                header told on udp when dstPort == 2000 {
                  length, kind: u8
                  ends at length
                }
                header behind on told { x: u8 }
                table found key (x: behind.x) { on packet { emit f { x: behind.x, p: told.payload.len } } }
                """;
        final List<String> packets = List.of("0000aabb", "0100aabb", "0200aabb", "0300aabb", "0900aabb").stream().map(payload -> ip4(5, 32, "") + "03e807d0000c0000" + payload).toList();
        final CompiledRun run = run(text, packets, Below.ETHERNET_II);
        assertEquals(List.of("{\"f\",\"x\":170,\"p\":2}", "{\"f\",\"x\":170,\"p\":1}", "{\"f\",\"x\":170,\"p\":2}"), Small.records(run));
        assertEquals(new TreeMap<>(Map.of("told malformed", 1L, "behind cut short", 1L)), unparsed(run));
    }

    @Test
    void aHeaderOfOnesOwnWithASizeThatNoFieldCountsAloneIsWalkedAsItIs() {
        final String text = """
                header sized on udp when dstPort == 2000 {
                  a, b: u4
                  more: bytes[a * 2 + b]
                  where b != 3
                }
                header behind on sized { x: u8 }
                table found key (x: behind.x) { on packet { emit f { m: sized.more.len, x: behind.x } } }
                """;
        final List<String> packets = List.of("00aa", "01bbaa", "10bbbbaa", "12bbbbbbbbaa", "03bbbbbbaa", "20bbbb").stream()
                .map(payload -> ip4(5, 28 + payload.length() / 2, "") + "03e807d0%04x0000".formatted(8 + payload.length() / 2) + payload).toList();
        final List<String> expected = List.of("{\"f\",\"m\":0,\"x\":170}", "{\"f\",\"m\":1,\"x\":170}", "{\"f\",\"m\":2,\"x\":170}", "{\"f\",\"m\":4,\"x\":170}");
        for (final Below below : Below.values()) {
            final CompiledRun run = run(text, packets, below);
            assertEquals(expected, Small.records(run), below.name());
            assertEquals(new TreeMap<>(Map.of("sized malformed", 1L, "sized cut short", 1L)), unparsed(run), below.name());
        }
    }
}
