package flowc.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Texts of trackers that read fields of headers which may be absent in every way the language has: with defaults, behind conditions, as optional
 * parts of keys and records, in conditions of tables, handlers and the input.
 */
final class RandomReads {
    private static final List<String> HEADERS = List.of("eth", "vlan", "mpls", "ppp", "llc", "snap", "ip4", "ip6", "ip", "ip6Fragment", "ip6Extension", "auth", "tcp", "udp", "sctp", "icmp", "icmp6", "l4", "arp", "sll");
    private static final List<String> NUMBERS = List.of("eth.type", "vlan.id", "mpls.label", "ppp.protocol", "llc.dsap", "snap.protocolId", "ip4.ttl", "ip4.totalLength", "ip6.hopLimit", "ip.ttl", "ip.len",
            "ip6Fragment.id", "ip6Extension.length", "auth.spi", "tcp.window", "tcp.srcPort", "udp.length", "udp.dstPort", "sctp.verificationTag", "icmp.id", "icmp6.sequence", "l4.src", "l4.dst", "arp.operation",
            "sll.type", "etherType.type", "src.port");
    private static final List<String> OPTIONAL = List.of("ip.src", "eth.src", "arp.senderIp", "ip.proto", "tcp.payload.len", "ip4.options.len", "tcp.syn", "src", "ip.fragment", "udp.payload[0]", "tcp.options[1 : 2].len");

    private final RandomGenerator random;

    RandomReads(RandomGenerator random) {
        this.random = random;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String tracker() {
        final StringBuilder text = new StringBuilder("tracker reads\n");
        if (random.nextInt(3) == 0) {
            text.append("input where ").append(condition(2)).append('\n');
        }
        for (int table = 0; table < 2; table++) {
            text.append("table t").append(table).append(" key ").append(key()).append(random.nextInt(2) == 0 ? " where " + condition(2) : "").append(" limit 30 {\n  n: u64\n");
            text.append("  on packet").append(random.nextInt(2) == 0 ? " where " + condition(2) : "").append(" {\n    n += 1\n").append(body()).append("  }\n}\n");
        }
        return text.toString();
    }

    private String key() {
        return switch (random.nextInt(4)) {
            case 0 -> "flow5 + vlan.id";
            case 1 -> "(a: " + value(2) + ")";
            case 2 -> "flow5 + " + one(NUMBERS.subList(0, 24));
            default -> "(a: " + value(1) + ", b: " + value(2) + ")";
        };
    }

    private String body() {
        final StringBuilder body = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            body.append(switch (random.nextInt(5)) {
                case 0 -> "    if " + condition(2) + " { " + emit() + " } else { " + emit() + " }\n";
                case 1 -> "    let v" + i + " = " + value(3) + "\n    emit kept { v" + i + " }\n";
                case 2 -> "    match " + value(2) + " { 1, 2 => { n += 1 } 3..90 => { " + emit() + " } else => { n += 2 } }\n";
                case 3 -> "    n = max(n, " + value(2) + ")\n";
                default -> "    " + emit() + "\n";
            });
        }
        return body.toString();
    }

    private String emit() {
        final List<String> fields = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            fields.add("f" + i + ": " + (random.nextInt(3) == 0 ? one(NUMBERS) : random.nextInt(2) == 0 ? one(OPTIONAL) : value(2)));
        }
        return "emit some { n, " + String.join(", ", fields) + " }";
    }

    /** A number that is always there. */
    private String value(int depth) {
        return switch (depth == 0 ? random.nextInt(2) : random.nextInt(7)) {
            case 0 -> Integer.toString(random.nextInt(100));
            case 1, 2 -> "(" + one(NUMBERS) + " ?? " + (depth == 0 ? "7" : value(depth - 1)) + ")";
            case 3 -> "(if " + condition(depth - 1) + " then " + value(depth - 1) + " else " + value(depth - 1) + ")";
            case 4 -> "min(" + value(depth - 1) + ", " + value(depth - 1) + ")";
            case 5 -> "(" + value(depth - 1) + " & " + value(depth - 1) + ")";
            default -> "(" + value(depth - 1) + " | " + value(depth - 1) + ")";
        };
    }

    private String condition(int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(8)) {
            case 0 -> one(HEADERS);
            case 1 -> one(NUMBERS) + " > " + random.nextInt(100);
            case 2 -> one(List.of("tcp.syn", "ip.src in 10.0.0.0/8", "ip.src in 2001:db8::/32", "udp.port == 443", "ip.fragment", "ip.proto in {udp, tcp}", "src == dst", "ip.src != ip.dst"));
            case 3 -> one(NUMBERS) + " == " + one(NUMBERS);
            case 4 -> "not (" + condition(depth - 1) + ")";
            case 5 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
            case 6 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
            default -> value(depth - 1) + " < " + one(NUMBERS);
        };
    }
}
