package flowc.bench.filters;

import flowc.bench.script.InvalidArgument;
import flowc.bench.script.Program;
import flowc.bench.script.Script;
import flowc.filter.FilterSet;
import flowc.filter.FilterSyntaxException;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Nanoseconds a packet of 1, 100 and 1,000 dump rules matched together, by turns, and microseconds to add and remove one: {@code RuleRace [ROUNDS]}. */
public final class RuleRace {
    private static final int[] SIZES = {1, 100, 1000};
    private static final int PACKETS = 4096;
    private static final int PACKET_BYTES = 64;
    private static final int PASSES = 64;

    private RuleRace() {}

    public static void main(String[] args) {
        Program.run(Script.RULE_RACE, args, RuleRace::run);
    }

    private static int run(List<String> args) throws IOException, InterruptedException, InvalidArgument {
        final int rounds = Script.RULE_RACE.read(args).whole(0);
        final Region region = Region.allocate((long) PACKETS * PACKET_BYTES, "packets");
        final Random random = new Random(20261121);
        for (int i = 0; i < PACKETS; i++) {
            packet(region.address() + (long) i * PACKET_BYTES, random.nextInt(100_000));
        }
        final List<FilterSet> sets = new ArrayList<>();
        for (int size : SIZES) {
            final FilterSet set = new FilterSet(LinkType.EN10MB);
            for (int i = 0; i < size; i++) {
                add(set, i);
            }
            set.awaitMerge();
            sets.add(set);
        }
        final double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < SIZES.length; i++) {
                best[i] = Math.min(best[i], time(sets.get(i), region.address()));
            }
        }
        for (int i = 0; i < SIZES.length; i++) {
            System.out.printf(Locale.ROOT, "%,6d rules %6.1f ns a packet, best of %d%n", SIZES[i], best[i], rounds);
        }
        change(sets.get(2));
        return 0;
    }

    private static void add(FilterSet set, int number) {
        try {
            set.add(number, rule(number));
        } catch (FilterSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rule(int flow) {
        return "ip proto 17 and host 10.0." + flow / 250 + "." + (1 + flow % 250) + " and host 192.168.0.1 and port " + (1024 + flow) + " and port 53";
    }

    private static void packet(long at, int flow) {
        Memory.putU16be(at + 12, 0x0800);
        Memory.putU8(at + 14, 0x45);
        Memory.putU8(at + 23, 17);
        Memory.putU32be(at + 26, 0x0a000000L + (flow / 250 % 256 << 8) + 1 + flow % 250);
        Memory.putU32be(at + 30, 0xc0a80001L);
        Memory.putU16be(at + 34, 1024 + flow % 60_000);
        Memory.putU16be(at + 36, 53);
    }

    private static double time(FilterSet set, long packets) {
        final FilterSet.Reader reader = set.newReader();
        long found = 0;
        final long start = System.nanoTime();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < PACKETS; i++) {
                found += reader.match(packets + (long) i * PACKET_BYTES, PACKET_BYTES, PACKET_BYTES);
            }
        }
        final double nanos = (System.nanoTime() - start) / (double) (PASSES * PACKETS);
        if (found < 0) {
            throw new IllegalStateException("counts are not negative");
        }
        return nanos;
    }

    private static void change(FilterSet set) {
        long slowest = 0;
        double sum = 0;
        for (int i = 0; i < 2000; i++) {
            final long start = System.nanoTime();
            add(set, 5000 + i);
            set.remove(5000 + i);
            final long nanos = System.nanoTime() - start;
            sum += i < 1000 ? 0 : nanos;
            slowest = i < 1000 ? 0 : Math.max(slowest, nanos);
        }
        System.out.printf(Locale.ROOT, "add and remove with 1,000 rules: %.0f us on average, %.0f us at most%n", sum / 1000 / 1e3, slowest / 1e3);
    }
}
