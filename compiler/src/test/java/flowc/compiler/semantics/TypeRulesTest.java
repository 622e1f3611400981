package flowc.compiler.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What expressions of each type give: one row an expression and its value in JSON. The packet's time is 5 s. */
class TypeRulesTest {
    private static final String DECLARATIONS = """
            const C = 3
            const HALF = C / 2
            const LOW = 0xff
            const REST = ~0xff
            const TYPED: u16 = 0xff
            param p: u16 = 7
            param wait: duration = 1500ms
            enum Color: u8 { red, green = 7, blue }
            fn twice(x: u32): u64 = x * 2
            fn pick(a: bool, b: u8, c: u8) -> u8 { if a { return b } return c }
            """;
    private static final String STATE = """
            u: u8 = 200, w: u16 = 65535, x: u32 = 4294967295, y: u64 = 18446744073709551615, i: i64 = -9223372036854775808,
            f: f64 = 2.5, q: bool, t: time, dur: duration = 2s, o: u8?, c: Color = blue, a: ip = 10.0.0.1, b: bytes<8>
            """;

    private record Row(String expression, String value) {}

    private static final List<Row> ROWS = List.of(
            // literals
            new Row("0xff", "255"), new Row("1_000", "1000"), new Row("0b101", "5"), new Row("2 KiB", "2048"), new Row("1.5", "1.5"), new Row("10k", "10000"),
            new Row("10.0.0.1", "\"10.0.0.1\""), new Row("2001:db8::1", "\"2001:db8::1\""), new Row("true", "true"), new Row("1..5", "[1,5]"), new Row("18446744073709551615", "18446744073709551615"),
            // widening and precedence
            new Row("u + u", "400"), new Row("u - w", "-65335"), new Row("x * x", "18446744065119617025"), new Row("y + 1", "0"), new Row("(y >> 60) / -4", "-3"), new Row("y / (i >> 63)", "1"), new Row("y % -7", "1"), new Row("i / y", "0"), new Row("i % y", "-9223372036854775808"), new Row("u * 2 - 1", "399"), new Row("7 / 2", "3"), new Row("-7 / 2", "-3"),
            new Row("-7 % 2", "-1"), new Row("1 + 2 * 3", "7"), new Row("6 & 3 == 2", "true"), new Row("1 << 4 | 1", "17"), new Row("u >> 3", "25"), new Row("~u", "55"), new Row("-u", "-200"),
            new Row("HALF", "1"), new Row("C + p", "10"), new Row("twice(x)", "8589934590"), new Row("pick(q, 1, 2)", "2"), new Row("min(u, 7)", "7"), new Row("max(u, w)", "65535"), new Row("abs(u - w)", "65335"),
            // what stands beside a literal says how wide it is
            new Row("~0", "18446744073709551615"), new Row("REST", "18446744073709551360"), new Row("x & REST", "4294967040"), new Row("x & ~LOW", "4294967040"), new Row("x & ~TYPED", "65280"), new Row("x & ~(TYPED as u32)", "4294967040"),
            new Row("x & (~0xff | 1)", "4294967041"), new Row("w & ~0xff & ~0xf00", "61440"), new Row("u | ~0xff", "200"), new Row("u | ~0xffff", "200"), new Row("~0 ^ ~0xff", "255"), new Row("w == ~0", "true"), new Row("~0 == x", "true"), new Row("u != ~55", "false"),
            new Row("i & ~0xff", "-9223372036854775808"), new Row("(~0xff) as u32", "4294967040"), new Row("w & (~0 << 8)", "65280"), new Row("w & ~((1 << u - 196) - 1)", "65520"), new Row("u in {~55}", "true"), new Row("o ?? ~0", "255"), new Row("twice(~0)", "8589934590"),
            new Row("-9223372036854775808", "-9223372036854775808"),
            // numbers with fractions
            new Row("f + 1", "3.5"), new Row("u / f", "80.0"), new Row("f * f", "6.25"), new Row("-f", "-2.5"), new Row("f as u8", "2"), new Row("u as f64", "200.0"), new Row("f / 0", "null"), new Row("f > 2", "true"),
            new Row("y as f64 > 1e19", "true"), new Row("f == 2.5", "true"),
            // durations and times
            new Row("3s + 500ms", "3.5"), new Row("1min - 90s", "-30.0"), new Row("dur * 2", "4.0"), new Row("2 * dur", "4.0"), new Row("dur * 1.5", "3.0"), new Row("dur / 4", "0.5"), new Row("dur / 500ms", "4.0"),
            new Row("5s % 2s", "1.0"), new Row("10 / 4s", "2.5"), new Row("u / dur", "100.0"), new Row("-dur", "-2.0"), new Row("wait", "1.5"), new Row("abs(1s - 3s)", "2.0"), new Row("min(dur, 1s)", "1.0"),
            new Row("pkt.time + 1s - pkt.time", "1.0"), new Row("pkt.time - t", "5.0"), new Row("now == pkt.time", "true"), new Row("now - 1s < now", "true"), new Row("dur > 1999ms", "true"), new Row("dur as u64", "2000000000"),
            new Row("(1500 as duration) as int", "1500"), new Row("pkt.time as u64", "5000000000"),
            // conditions
            new Row("q or u == 200 and not q", "true"), new Row("u in 100..200", "true"), new Row("u not in {1, 2, 200}", "false"), new Row("a in 10.0.0.0/8", "true"), new Row("a in 192.168.0.0/16", "false"),
            new Row("i < u", "true"), new Row("y > i", "true"), new Row("y == i", "false"), new Row("if q then 1 else 300", "300"), new Row("u == 200 & 255", "true"),
            // absence
            new Row("o", "null"), new Row("o ?? 9", "9"), new Row("vlan.id", "null"), new Row("vlan.id ?? 5", "5"), new Row("tcp.flags ?? 1 + 1", "2"), new Row("tcp", "false"), new Row("udp", "true"),
            new Row("tcp.flags == 0", "null"), new Row("not (tcp.flags == 0)", "true"),
            // enums, bytes, addresses, endpoints
            new Row("c", "\"blue\""), new Row("c == blue", "true"), new Row("c as u8", "8"), new Row("7 as Color", "\"green\""), new Row("c == 8", "true"), new Row("udp.payload.len", "4"),
            new Row("udp.payload[1]", "2"), new Row("udp.payload[4]", "fault"), new Row("udp.payload[-1]", "fault"), new Row("src.port", "4660"), new Row("dst.addr", "\"10.0.0.2\""), new Row("src.addr == a", "true"),
            new Row("ip.ttl", "64"), new Row("flow5 == key", "true"), new Row("flow5 != key", "false"), new Row("a == 10.0.0.1", "true"), new Row("eth.src", "\"02:00:00:00:00:01\""), new Row("udp.port == 53", "true"), new Row("udp.port == 54", "false"),
            // faults
            new Row("1 / (u - 200)", "fault"), new Row("u % (u - 200)", "fault"), new Row("u as! i8", "fault"), new Row("y as! i64", "fault"), new Row("i as! u64", "fault"), new Row("u as! u8", "200"), new Row("u as i8", "-56"),
            new Row("x as u8", "255"), new Row("i as u64", "9223372036854775808"), new Row("y as i64", "-1"));

    @TestFactory
    List<DynamicTest> expressionsGive() {
        final List<String> handlers = ROWS.stream().map(row -> row.expression().equals("tcp") || row.expression().equals("udp")
                ? "q = false if " + row.expression() + " { q = true } result q end" : "q = false result " + row.expression() + " end").toList();
        final List<String> found = Evaluator.emitted(DECLARATIONS, STATE, handlers);
        final List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            final Row row = ROWS.get(i);
            final String value = found.get(i);
            tests.add(dynamicTest(row.expression(), () -> assertEquals(row.value(), value)));
        }
        return tests;
    }
}
