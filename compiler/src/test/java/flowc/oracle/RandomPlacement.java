package flowc.oracle;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes random trackers whose tables listen to each other, look rows up, and have {@code every} blocks that merge, or none of it: so that groups of every kind occur. */
final class RandomPlacement {
    private static final List<String> KEYS = List.of("flow5", "flow5", "(unordered(src, dst), p: proto)", "flow5.uni", "(ip.src, ip.dst)", "ip.src", "flow5 + vlan.id");
    private static final List<String> LIMITS = List.of("", "", "limit 65536", "limit 100k", "limit many", "limit 7", "limit 40 evict refuse");
    private static final List<String> UPDATES = List.of("sum += n", "sum -= n * 3", "sum = sum + 1", "small += n as u8", "bits |= n", "common &= n", "odd ^= n", "top = max(top, n)", "low = min(n, low)",
            "latest = max(latest, last)", "if n % 3 == 1 { found = true }", "if c.delta > 2 { quiet = false }", "best.add { n, size: bytes, key }", "spent += now - last", "emit row { key, n, elapsed }", "n += 1",
            "if n % 5 == 4 { expire }", "if n % 7 == 3 { return }", "sum += 10 / (n % 4)");
    private static final List<String> ORDERED = List.of("when = last", "sum += sum & 1", "if sum > 4 { emit busy { key } }", "rate += n", "top = n");
    private static final List<String> PACKET = List.of("n += 1", "bytes += pkt.len", "last = max(last, pkt.time)", "c += 2", "if n % 6 == 5 { expire }", "if n % 4 == 2 { emit saw { key, n, isNew, now } }", "n += 100 / (n % 5)");

    /** What each handler of ends begins with. */
    static final String ENDS = "  on expire ";

    private final SplittableRandom random;
    /** Of all tables where they are alike, so that those that listen to each other may be spread together; else empty. */
    private String commonKey = "";
    private String commonLimit = "";

    private RandomPlacement(SplittableRandom random) {
        this.random = random;
    }

    static String of(SplittableRandom random) {
        return new RandomPlacement(random).tracker();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String tracker() {
        final int tables = 1 + random.nextInt(3);
        final boolean lookups = chance(25);
        if (chance(35)) {
            commonKey = one(KEYS);
            commonLimit = one(LIMITS);
        }
        final String rows = IntStream.range(0, tables).mapToObj(table -> table(table, tables, lookups)).collect(Collectors.joining());
        return "tracker random\nparam many: u64 = 66_000\n" + (lookups ? "table seen key (at: ip) idle 9us { n: u64 on expire { emit seen { key, n } } }\n" : "") + rows;
    }

    private String table(int index, int tables, boolean lookups) {
        final StringBuilder text = new StringBuilder("table t%d key %s %s %s %s {%n  n: u64, c: counter, bytes: u64, last: time%n".formatted(index, commonKey.isEmpty() ? one(KEYS) : commonKey,
                chance(20) ? "where udp" : "", chance(80) ? "idle " + (1 + random.nextInt(60)) + "us" : "", commonKey.isEmpty() ? one(LIMITS) : commonLimit));
        text.append("  on packet {\n    n += 1; c += 1; ").append(actions(PACKET, 3));
        if (lookups && chance(60)) {
            text.append(chance(50) ? "; seen[ip.src] = { n }" : "; if let s = seen[ip.dst] { s.n += 1; n += s.n }");
        }
        text.append("\n  }\n");
        for (int other = 0; other < tables; other++) {
            if (other != index && chance(25)) {
                text.append("  on %s of t%d { %s }%n".formatted(chance(50) ? "new" : "packet", other, actions(PACKET, 2)));
            }
        }
        text.append(ENDS).append("{ emit ended").append(index).append(" { key, n, c: c.total, bytes, last, reason } }\n");
        return text.append(chance(60) ? every(index) : "").append("}\n").toString();
    }

    private String actions(List<String> from, int most) {
        return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(_ -> one(from)).collect(Collectors.joining("; "));
    }

    private String every(int index) {
        final String ordered = chance(20) ? "; " + one(ORDERED) : "";
        return """
                  every %dus {
                    init {
                      var sum = %d var small: u8 = 250 var bits: u64 = 1 var common: u64 = 7 var odd: u64 = 5 var top: u64 = 2 var low: u64 = 900 var latest: time = now
                      var found = false var quiet = true var spent = 0s var when: time = now var rate = 0.5 var best = top(%d) by size { n: u64, size: u64, key }
                    }
                    each { %s%s }
                    finish {
                      emit pass%d { sum, small, bits, common, odd, top, low, latest, found, quiet, spent, when, rate, elapsed }
                      print "%d {now}", table(best)
                    }
                  }
                """.formatted(5 + random.nextInt(300), random.nextInt(100), 1 + random.nextInt(5), actions(UPDATES, 6), ordered, index, index);
    }
}
