package flowc.compiler.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What ends a parser, and what is counted then. The packet's payload is the 4 bytes 1, 2, 3, 4. */
class ParserRulesTest {
    private static final int BYTES = 4;

    private final StringBuilder declarations = new StringBuilder("struct V { v: u8 }\n");
    private final List<String> handlers = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final Map<String, Long> counters = new TreeMap<>();

    @Test
    void resultsBeyondItsMaxEndAParserAndAreCounted() {
        for (int max = 1; max <= BYTES + 2; max++) {
            parser(max, "loop { if remaining() == 0 { return } yield { v: u8() } }", sum(Math.min(max, BYTES)), max < BYTES ? "PARSER_FULL" : null);
        }
        check();
    }

    @Test
    void aYieldIsCountedOnlyWhereMaxWereBeforeIt() {
        for (int max = 1; max <= BYTES + 1; max++) {
            for (int yields = 1; yields <= BYTES; yields++) {
                parser(max, "yield { v: u8() } ".repeat(yields), sum(Math.min(max, yields)), max < yields ? "PARSER_FULL" : null);
            }
        }
        check();
    }

    @Test
    void roundsBeyondItsMaxEndAParserWhereBytesAreLeft() {
        for (int max = 1; max <= BYTES + 2; max++) {
            final boolean whole = max >= BYTES;
            parser(max, "var s: u8 = 0 loop { if remaining() == 0 { break } s += u8() } yield { v: s }", whole ? sum(BYTES) : 0, whole ? null : "PARSER_FULL");
            parser(max, "loop { skip(2) } yield { v: 9 }", max == 2 ? 9 : 0, max == 1 ? "PARSER_FULL" : max == 2 ? null : "PARSER_CUT");
        }
        check();
    }

    @Test
    void readsPastTheEndEndAParserAndAreCounted() {
        for (int read = 0; read <= BYTES + 1; read++) {
            parser(2, "yield { v: 7 } skip(" + read + ") yield { v: 1 }", read > BYTES ? 7 : 8, read > BYTES ? "PARSER_CUT" : null);
        }
        check();
    }

    private static int sum(int bytes) {
        return bytes * (bytes + 1) / 2;
    }

    /** A parser, the sum of what it yields, and what is counted of it; null for nothing. */
    private void parser(int max, String body, int sum, String counted) {
        final String name = "p" + handlers.size();
        declarations.append("parser ").append(name).append("(b: bytes) yields V max ").append(max).append(" { ").append(body).append(" }\n");
        handlers.add("n = 0 for q in " + name + "(udp.payload) { n += q.v } result n end");
        results.add(String.valueOf(sum));
        if (counted != null) {
            counters.put(counted + " " + name, 1L);
        }
    }

    private void check() {
        final Map<String, Long> found = new TreeMap<>();
        assertEquals(results, Evaluator.emitted(declarations.toString(), "n: u64", handlers, counter -> found.put(counter.kind() + " " + counter.label(), counter.value())), declarations::toString);
        assertEquals(counters, found, declarations::toString);
    }
}
