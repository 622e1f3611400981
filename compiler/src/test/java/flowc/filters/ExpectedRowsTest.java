package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.meaning.FilterSettings;
import flowc.compiler.filter.meaning.FilterSettings.Origin;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every row of libpcap's answers on real captures, by its unoptimised program: the same packets, or an error where it has one. */
final class ExpectedRowsTest {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Map<String, OracleCapture> captures = new HashMap<>();

    @Test
    void predicatesMatchThePacketsThatLibpcapMatches() {
        final List<String> failures = new ArrayList<>();
        int rows = 0;
        for (final String[] row : FilterOracle.rows("expected.tsv.gz")) {
            if (row[0].equals("filter") || Differences.always(row[0])) {
                continue;
            }
            rows++;
            final OracleCapture capture = captures.computeIfAbsent(
                    row[1], name -> OracleCapture.read(FilterOracle.folder().resolve("captures").resolve(name)));
            final String answer = answer(FilterOracle.expression(row[0]), capture);
            final String expected = row[4].equals("ERROR") ? "ERROR" : row[4] + " " + row[5];
            if (!(answer.startsWith("ERROR") ? "ERROR" : answer).equals(expected)) {
                failures.add(row[0] + " on " + row[1] + ": expected " + expected + " but was " + answer);
            }
        }
        System.out.println("ExpectedRowsTest: " + rows + " rows");
        assertEquals(List.of(), failures);
    }

    private static String answer(String expression, OracleCapture capture) {
        final Predicate predicate;
        try {
            final Origin origin = capture.swapped() ? Origin.SWAPPED_SAVEFILE : Origin.SAVEFILE;
            predicate = FilterMeaning.of(FilterParser.parse(expression), capture.linkType(), FilterSettings.SAVEFILE.withOrigin(origin));
        } catch (FilterError error) {
            return "ERROR " + error.getMessage();
        }
        long hash = FNV_BASIS;
        int count = 0;
        final List<OracleCapture.Packet> packets = capture.packets();
        for (int i = 0; i < packets.size(); i++) {
            if (PredicateInterpreter.accepts(predicate, packets.get(i).captured(), packets.get(i).wireLength())) {
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
