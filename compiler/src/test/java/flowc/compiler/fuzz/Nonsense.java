package flowc.compiler.fuzz;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Trackers in a valid frame, filled with random expressions and statements: many are of one type throughout, so that they reach the code generator. */
final class Nonsense {
    private static final String FRAME = """
            tracker nonsense
            param p: u16 = 7
            param d: duration = 2s
            param f: f64 = 0.5
            param host: ip = 10.0.0.1
            const C = %CONST%
            enum Color: u8 { red, green = 7, blue }
            struct S { n: u32, t: time?, e: endpoint, c: Color, b: bytes<20>, a: ip }
            fn id(x: u32) -> u32 { return (x * 3 + 1) as! u32 }
            fn g(x: u32, y: bool, b: bytes): u64 = %FN%
            fn h(v: u8) -> u8 { %FNBODY% return v }
            parser chunks(b: bytes, m: u8?) yields S max 4 { %PARSER% }
            header odd on udp when %WHEN% { a: u8 n, m: u4 w: u16 if a & 1 == 0 { o: u16 } rest: bytes[a] let twice = a * 2 where a < 100 }
            let pv = %VALUE%
            input where %INPUT%
            table side key (at: endpoint) idle 1h limit 100 { u: u32 s: S t: time }
            table ids key (a: ip, b: bytes<8>, n: u16) idle 1h limit 100 { home: flow.key, k: u8 }
            table flow key %KEY% where %TABLEWHERE% idle d active 10min limit %LIMIT% evict smallest by %RANK% {
              u: u8, w: u16, x: u32, y: u64, i: i32, j: i64, z: f64, q: bool, t: time, dur: duration, m: mac, a4: ip4, a6: ip6, a: ip, e: endpoint,
              s: S, k: %TYPE%, b: bytes<20>, c: counter, col: Color, o: u32?, big: u64 = %DEFAULT%
              on new { %STATEMENTS% }
              on packet where %WHERE% { %STATEMENTS% }
              on packet { %STATEMENTS% %STATEMENTS% }
              on expire where %EXPIREWHERE% { %EXPIRE% }
              every %EVERY% {
                init { var n = 0 var sum = 0.0 var best = top(3) by v { v: f64, x } }
                each { n += 1 best.add { v: %EACH%, x: x } %EXPIRE% }
                finish { print "{n} {sum:.2} {elapsed}", table(best) %FINISH% }
              }
            }
            """;

    private static final Words FREE = new Words(List.of("0", "1", "7", "255", "65536", "0xffffffffffffffff", "-1", "C", "p", "1 KiB"), List.of("f", "1.5", "0.0", "1e9"),
            List.of("true", "false", "p == 7"), List.of(), List.of("d", "1s", "5min"), List.of("host", "10.0.0.1", "::1", "00:11:22:33:44:55", "Color.red"));
    private static final Words ROW = FREE.and(new Words(List.of("u", "w", "x", "y", "i", "j", "big", "c", "c.total", "s.n", "b.len", "e.port", "(o ?? 3)"), List.of("z", "dur / 1s", "y / 1s"),
            List.of("q", "o ?? 1 == 2", "col == green"), List.of("t", "now", "now + 1s", "t - dur", "(s.t ?? now)"), List.of("dur", "now - t"),
            List.of("m", "a4", "a6", "a", "e", "s", "s.e", "b", "key", "col", "e.addr", "s.c", "k", "o", "s.t")));
    private static final Words PACKET = FREE.and(new Words(List.of("pkt.len", "eth.type", "ip.ttl", "(tcp.flags ?? 0)", "(udp.length ?? 1)", "(vlan.id ?? 0)", "(icmp.id ?? 0)", "(odd.a ?? 3)",
            "(odd.o ?? 3)", "(odd.twice ?? 1)", "src.port", "dst.port", "(udp.payload[0] ?? 7)", "(odd.rest[1] ?? 4)", "(side[src]?.u ?? 3)", "(ids[ip.src, b, 3]?.k ?? 1)"),
            List.of("pkt.len / 1s"), List.of("tcp", "udp", "ip", "vlan", "tcp.syn", "side[src]", "odd", "ip4", "udp.port == 53", "eth", "l4", "vlan.id == 3"), List.of("pkt.time"), List.of("pkt.time - pkt.time"),
            List.of("src", "dst", "proto", "eth.src", "ip.src", "flow5", "flow5.uni", "pkt.time", "ip.protocol")));
    private static final Words HANDLER = ROW.and(PACKET).and(new Words(List.of("id(x)"), List.of(), List.of("isNew", "dir == rev", "side[e]"), List.of(), List.of("pkt.time - now"), List.of("dir", "side[src]?.s", "side[src]?.t")));
    private static final List<String> WILD = List.of("tcp.payload", "10.0.0.0/8", "2001:db8::/32", "\"text\"", "\"{x}\"", "dir", "reason", "pkt", "side", "flow", "Color", "best", "{1, 2}", "1..5", "key.proto",
            "key.src", "odd.rest", "unknown", "side[src]", "b[0 : 2]", "{ u: 1 }", "udp.payload", "tcp.flags", "elapsed", "c.delta", "local", "item.n", "red", "tcp", "u", "eth.src", "k.src", "udp.port", "m", "s", "src");
    private static final List<String> TYPES = List.of("u8", "u13", "u64", "i8", "int", "bool", "f64", "time", "duration", "mac", "ip", "ip4", "endpoint", "bytes<4>", "bytes", "S", "Color",
            "flow.key", "side.key", "u8?", "S?", "Nope", "counter", "ids.key", "endpoint?", "hll(4)");

    private Words words = FREE;

    /** What there is to read at a place, by type. */
    private record Words(List<String> numbers, List<String> floats, List<String> bools, List<String> times, List<String> durations, List<String> others) {
        Words and(Words more) {
            return new Words(join(numbers, more.numbers), join(floats, more.floats), join(bools, more.bools), join(times, more.times), join(durations, more.durations), join(others, more.others));
        }

        private static List<String> join(List<String> left, List<String> right) {
            return Stream.concat(left.stream(), right.stream()).toList();
        }
    }

    private final Random random;

    Nonsense(Random random) {
        this.random = random;
    }

    /** Most places hold what always fits, a few something random. */
    String tracker() {
        String text = FRAME;
        text = fill(text, "CONST", FREE, 12, () -> any(2), "12");
        text = fill(text, "FN", FREE, 10, () -> number(3), "x + 1");
        text = fill(text, "FNBODY", FREE, 10, () -> statement(2), "");
        text = fill(text, "PARSER", FREE, 8, this::parser, "loop { let n = u8() yield { n, b: take(n) } }");
        text = fill(text, "WHEN", FREE, 12, () -> bool(2), "dstPort == 9");
        text = fill(text, "VALUE", PACKET, 10, () -> any(2), "ip.ttl");
        text = fill(text, "INPUT", PACKET, 10, () -> bool(2), "ip");
        text = fill(text, "KEY", PACKET, 10, this::key, "flow5");
        text = fill(text, "TABLEWHERE", PACKET, 10, () -> bool(2), "ip");
        text = fill(text, "LIMIT", FREE, 20, () -> any(1), "1000");
        text = fill(text, "RANK", ROW, 12, () -> any(1), "y");
        text = fill(text, "TYPE", FREE, 5, () -> pick(TYPES), "flow.key");
        text = fill(text, "DEFAULT", FREE, 12, () -> any(1), "5");
        text = fill(text, "WHERE", HANDLER, 4, () -> bool(3), "udp");
        text = fill(text, "EXPIREWHERE", ROW, 8, () -> bool(2), "q");
        text = fill(text, "EVERY", FREE, 20, () -> any(1), "d");
        text = fill(text, "EACH", ROW, 6, () -> number(2), "1.0");
        text = fill(text, "EXPIRE", ROW, 8, () -> statement(2), "");
        text = fill(text, "FINISH", FREE, 8, () -> statement(2), "");
        return fill(text, "STATEMENTS", HANDLER, 3, () -> statement(3), "");
    }

    private interface Maker {
        String make();
    }

    /** Replaces each hole, once in {@code rarity} by something made. */
    private String fill(String text, String hole, Words known, int rarity, Maker maker, String otherwise) {
        words = known;
        String result = text;
        final String mark = "%" + hole + "%";
        while (result.contains(mark)) {
            final int at = result.indexOf(mark);
            result = result.substring(0, at) + (random.nextInt(rarity) == 0 ? maker.make() : otherwise) + result.substring(at + mark.length());
        }
        return result;
    }

    private String statement(int depth) {
        return switch (random.nextInt(depth <= 0 ? 8 : 16)) {
            case 0 -> pick(List.of("u", "w", "x", "y", "i", "j")) + pick(List.of(" += ", " -= ", " |= ", " ^= ", " &= ")) + number(2) + "\n";
            case 1 -> pick(List.of("u", "w", "x")) + " = (" + number(3) + ")" + pick(List.of(" as u8", " as! u8")) + "\n";
            case 2 -> "emit r { a: " + any(3) + ", b: " + any(2) + ", key }\n";
            case 3 -> "print \"{" + any(2) + "} {" + number(2) + pick(List.of("", ":.2", ":x", ":08")) + "}\"\n";
            case 4 -> "q = " + bool(3) + "\n";
            case 5 -> pick(List.of("t = " + time(), "dur = " + duration(2), "z = " + floating(2), "z = " + number(2), "e = " + pick(List.of("e", "src", "s.e", other())), "a = " + pick(List.of("a4", "a6", "ip.src", "e.addr", other())))) + "\n";
            case 6 -> "c += " + number(1) + "\n";
            case 7 -> pick(List.of("expire", "return", "break", "dump key last 30s", "dump [key, " + other() + "] until idle", "s.n = " + number(1), "side[src].u = 3",
                    "s = { n: 1, c: red }", "col = " + other(), "o = " + number(2))) + "\n";
            case 8 -> "if " + bool(3) + " { " + statement(depth - 1) + " } else { " + statement(depth - 1) + " }\n";
            case 9 -> "let local = " + any(3) + "\n" + statement(depth - 1);
            case 10 -> "var local = " + any(3) + "\n local += 1\n" + statement(depth - 1);
            case 11 -> "for i2 in 0.." + pick(List.of("3", "min(u, 9)", "u", number(1))) + " { x += i2 " + statement(depth - 1) + "}\n";
            case 12 -> "for item in chunks(" + pick(List.of("b", "b", "udp.payload", other())) + ", " + pick(List.of("u", "3", "o", number(1))) + ") { x += item.n  " + statement(depth - 1) + "}\n";
            case 13 -> "if let row = " + pick(List.of("side[src]", "side[e]", any(2))) + " where " + bool(2) + " { row.u = 1 row.s.n += row.u as u8 " + statement(depth - 1) + "}\n";
            case 14 -> pick(List.of("side[src]", "side[e]", "side[dst]")) + " = { " + pick(List.of("u: (" + number(2) + ") as u32", "s: s", "t: now", "")) + " }\n";
            default -> "match " + number(2) + " { " + pick(List.of("1", "3..5", "1, 7", any(1))) + " => { " + statement(depth - 1) + "} else => { " + statement(depth - 1) + "} }\n";
        };
    }

    private String parser() {
        return "let n = " + pick(List.of("u8()", "u16()", "varint()", "remaining()", "peek8()", "u32le()", number(1))) + "\n"
                + pick(List.of("yield { n: n as u32 }", "yield { b: take(n) }", "yield { b: b[0 : n], n: b.len }", "skip(n)", "loop { let v = u8() if v == 0 { break } }",
                        "yield { c: " + any(1) + " }", statement(1))) + "\n";
    }

    private String key() {
        return pick(List.of("flow5 + vlan.id", "flow5.uni", "(a: ip.src, b: ip.dst)", "(" + any(1) + ")", "unordered(src, dst)", "(x: " + any(1) + ", y: " + any(1) + ")",
                "unordered(" + other() + ", " + other() + ")", "flow5 + " + other(), "(at: endpoint)", "(a: eth.src, v: vlan.id?)", "(p: " + number(2) + ")", "flow5, eth.src"));
    }

    private String any(int depth) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> number(depth);
            case 2 -> bool(depth);
            case 3 -> floating(depth);
            case 4 -> time();
            case 5 -> duration(depth);
            default -> other();
        };
    }

    private String number(int depth) {
        if (depth <= 0) {
            return pick(words.numbers());
        }
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> pick(words.numbers());
            case 3 -> "(" + number(depth - 1) + pick(List.of(" + ", " - ", " * ", " / ", " % ", " & ", " | ", " ^ ")) + number(depth - 1) + ")";
            case 4 -> "(" + number(depth - 1) + pick(List.of(" << ", " >> ")) + pick(List.of("3", "63", number(0))) + ")";
            case 5 -> pick(List.of("min", "max")) + "(" + number(depth - 1) + ", " + number(depth - 1) + ")";
            case 6 -> "(" + number(depth - 1) + pick(List.of(" as ", " as! ")) + pick(List.of("u8", "u16", "u64", "i8", "i64", "u13", "f64", "time", "Color", "bool", "ip4", "mac", "ip6")) + ")";
            case 7 -> "(if " + bool(depth - 1) + " then " + number(depth - 1) + " else " + number(depth - 1) + ")";
            case 8 -> "(" + number(depth - 1) + " ?? " + number(depth - 1) + ")";
            case 9 -> "abs(" + number(depth - 1) + ")";
            case 10 -> pick(List.of("-", "~")) + "(" + number(depth - 1) + ")";
            case 11 -> "id((" + number(depth - 1) + ") as u32)";
            case 12 -> "g((" + number(depth - 1) + ") as u32, " + bool(depth - 1) + ", " + pick(List.of("b", "udp.payload")) + ")";
            default -> random.nextInt(12) == 0 ? any(depth - 1) : pick(words.numbers());
        };
    }

    private String bool(int depth) {
        if (depth <= 0) {
            return pick(words.bools());
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> pick(words.bools());
            case 2, 3 -> "(" + number(depth - 1) + pick(List.of(" == ", " != ", " < ", " >= ", " > ", " <= ")) + number(depth - 1) + ")";
            case 4 -> "(" + bool(depth - 1) + pick(List.of(" and ", " or ")) + bool(depth - 1) + ")";
            case 5 -> "(not " + bool(depth - 1) + ")";
            case 6 -> "(" + number(depth - 1) + pick(List.of(" in ", " not in ")) + pick(List.of("1..5", "{1, 3..5}", "10.0.0.0/8", "{" + any(0) + "}")) + ")";
            case 7 -> "(" + other() + pick(List.of(" == ", " != ", " in ")) + other() + ")";
            case 8 -> "(" + other() + " in " + pick(List.of("10.0.0.0/8", "{10.0.0.1, ::1}", "2001:db8::/32", "{red, green}", other())) + ")";
            case 9 -> "(" + time() + " < " + time() + ")";
            case 10 -> "(" + bool(depth - 1) + " ?? false)";
            default -> random.nextInt(12) == 0 ? any(depth - 1) : pick(words.bools());
        };
    }

    private String floating(int depth) {
        return depth <= 0 || random.nextBoolean() ? pick(words.floats())
                : "(" + floating(depth - 1) + pick(List.of(" + ", " - ", " * ", " / ")) + pick(List.of(floating(depth - 1), number(depth - 1), duration(depth - 1))) + ")";
    }

    private String time() {
        return pick(words.times());
    }

    private String duration(int depth) {
        return depth <= 0 || random.nextBoolean() ? pick(words.durations()) : "(" + duration(depth - 1) + pick(List.of(" + ", " - ", " * ", " / ", " % ")) + pick(List.of(duration(depth - 1), number(depth - 1))) + ")";
    }

    private String other() {
        return pick(words.others());
    }

    /** Once in many times something that hardly ever fits. */
    private String pick(List<String> candidates) {
        final boolean wild = candidates.isEmpty() || random.nextInt(60) == 0;
        return wild ? WILD.get(random.nextInt(WILD.size())) : candidates.get(random.nextInt(candidates.size()));
    }
}
