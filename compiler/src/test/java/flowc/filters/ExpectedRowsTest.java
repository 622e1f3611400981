package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.FilterSyntaxException;
import flowc.filter.PacketFilter;
import flowc.filter.spec.FilterSettings.Origin;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every row of libpcap's answers on real captures, by its unoptimised program: the same packets, or an error where it has one. */
final class ExpectedRowsTest {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Of so many expressions one is compiled. */
    private static final int ETHERNET = 3;
    private static final int OTHERS = 23;

    private final Map<String, OracleCapture> captures = new HashMap<>();
    private final Map<String, PacketFilter> compiled = new HashMap<>();
    private final Map<OracleCapture.Packet, PlacedPacket> placed = new IdentityHashMap<>();

    @Test
    void predicatesMatchThePacketsThatLibpcapMatches() {
        check(row -> true, ExpectedRowsTest::answer);
    }

    /** Some expressions, most of them on Ethernet; all of them when soaking. */
    @Test
    void compiledFiltersMatchThePacketsThatLibpcapMatches() {
        final boolean all = Long.getLong("flowc.soak", 0) > 0;
        check(
                row -> all || row[0].hashCode() % (capture(row[1]).linkType() == LinkType.EN10MB ? ETHERNET : OTHERS) == 0,
                this::compiledAnswer);
    }

    private void check(java.util.function.Predicate<String[]> wanted, BiFunction<String, OracleCapture, String> answer) {
        final List<String> failures = new ArrayList<>();
        int rows = 0;
        for (final String[] row : FilterOracle.rows("expected.tsv.gz")) {
            if (row[0].equals("filter") || Differences.always(row[0]) || !wanted.test(row)) {
                continue;
            }
            rows++;
            final String is = answer.apply(FilterOracle.expression(row[0]), capture(row[1]));
            final String expected = row[4].equals("ERROR") ? "ERROR" : row[4] + " " + row[5];
            if (!(is.startsWith("ERROR") ? "ERROR" : is).equals(expected)) {
                failures.add(row[0] + " on " + row[1] + ": expected " + expected + " but was " + is);
            }
        }
        System.out.println("ExpectedRowsTest: " + rows + " rows");
        assertEquals(List.of(), failures);
    }

    private OracleCapture capture(String name) {
        return captures.computeIfAbsent(name, file -> OracleCapture.read(FilterOracle.folder().resolve("captures").resolve(file)));
    }

    private String compiledAnswer(String expression, OracleCapture capture) {
        final String key = capture.linkType() + " " + capture.swapped() + " " + expression;
        try {
            final PacketFilter filter = compiled.computeIfAbsent(key, _ -> compile(expression, capture));
            return matches(capture, packet -> test(filter, packet));
        } catch (IllegalArgumentException error) {
            return "ERROR " + error.getMessage();
        }
    }

    private static PacketFilter compile(String expression, OracleCapture capture) {
        try {
            return PacketFilter.compile(expression, capture.linkType(), settings(capture));
        } catch (FilterSyntaxException error) {
            throw new IllegalArgumentException(error.getMessage(), error);
        }
    }

    private boolean test(PacketFilter filter, OracleCapture.Packet packet) {
        final PlacedPacket at = placed.computeIfAbsent(packet, one -> new PlacedPacket(one.captured()));
        return filter.test(at.address(), packet.captured().length, Integer.toUnsignedLong(packet.wireLength()));
    }

    @AfterEach
    void freePackets() {
        placed.values().forEach(PlacedPacket::close);
    }

    private static String answer(String expression, OracleCapture capture) {
        try {
            final Predicate predicate = FilterMeaning.of(FilterParser.parse(expression), capture.linkType(), settings(capture));
            return matches(capture, packet -> PredicateInterpreter.accepts(predicate, packet.captured(), packet.wireLength()));
        } catch (FilterError error) {
            return "ERROR " + error.getMessage();
        }
    }

    private static FilterSettings settings(OracleCapture capture) {
        return FilterSettings.SAVEFILE.withOrigin(capture.swapped() ? Origin.SWAPPED_SAVEFILE : Origin.SAVEFILE);
    }

    private static String matches(OracleCapture capture, java.util.function.Predicate<OracleCapture.Packet> filter) {
        long hash = FNV_BASIS;
        int count = 0;
        final List<OracleCapture.Packet> packets = capture.packets();
        for (int i = 0; i < packets.size(); i++) {
            if (filter.test(packets.get(i))) {
                count++;
                hash = hash(hash, i);
            }
        }
        return count + " " + String.format("%016x", hash);
    }

    private static long hash(long before, long index) {
        long hash = before;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ index >>> shift & 0xff) * FNV_PRIME;
        }
        return hash;
    }
}
