package flowc.bench.filters;

import flowc.bench.script.InvalidArgument;
import flowc.bench.script.Program;
import flowc.bench.script.Script;
import flowc.filter.FilterSyntaxException;
import flowc.filter.PacketFilter;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.FilterProgram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Filters by turns with their peers over one hot trace: {@code Race FILTERS LIBRARY [ROUNDS]}, where line n of FILTERS is filter n of the library. Prints
 * ns per packet, medians of the rounds, and geometric means. Two columns are ours: {@code test}, a virtual call per packet, as C and libpcap have a
 * call through a pointer, and {@code select}, a call per burst.
 */
public final class Race {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PACKETS = 4_096;
    private static final long NANOS_PER_RUN = 20_000_000;
    private static final int WARM_ROUNDS = 3_000;

    private final FilterTrace trace = new FilterTrace(PACKETS);
    private final Peers peers;
    private final int rounds;

    /** Runs over the trace {@code rounds} times; matches of all. */
    interface Runner {
        long run(long rounds);
    }

    private Race(Path library, int rounds) {
        this.peers = new Peers(library);
        this.rounds = rounds;
    }

    public static void main(String[] args) {
        Program.run(Script.FILTERS_RUN, args, Race::run);
    }

    private static int run(List<String> args) throws IOException, InvalidArgument {
        final int rounds = Script.FILTERS_RUN.read(args.subList(2, args.size())).whole(0);
        final List<String> filters = Files.readAllLines(Path.of(args.getFirst()));
        final List<PacketFilter> compiled = compile(filters);
        final Race race = new Race(Path.of(args.get(1)), rounds);
        final List<double[]> rows = new ArrayList<>();
        System.out.printf(Locale.ROOT, "%7s %7s %7s %7s %8s %8s  %s%n", "test", "select", "C", "libpcap", "test/C", "matches", "filter");
        for (int i = 0; i < filters.size(); i++) {
            rows.add(race.race(i, filters.get(i), compiled.get(i).program()));
        }
        means(rows);
        return 0;
    }

    private static List<PacketFilter> compile(List<String> filters) throws IOException {
        final List<PacketFilter> compiled = new ArrayList<>();
        for (final String filter : filters) {
            try {
                compiled.add(PacketFilter.compile(filter, LinkType.EN10MB));
            } catch (FilterSyntaxException e) {
                throw new IOException("filter '" + filter + "': " + e.getMessage(), e);
            }
        }
        return compiled;
    }

    private double[] race(int number, String expression, FilterProgram program) {
        final List<Runner> runners = Arrays.asList(rounds -> test(program, rounds), rounds -> select(program, rounds),
            peers.c(number, trace), peers.pcap(expression, trace));
        final double[][] nanos = new double[runners.size()][rounds];
        final long matches = runners.getFirst().run(1);
        runners.stream().filter(runner -> runner != null).forEach(runner -> {
            runner.run(WARM_ROUNDS);
            if (runner.run(1) != matches) {
                System.out.println("DIFFERENT: " + runner.run(1) + " and " + matches + " matches of " + expression);
            }
        });
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i][round] = runners.get(i) == null ? Double.NaN : nanosPerPacket(runners.get(i));
            }
        }
        final double[] medians = Arrays.stream(nanos).mapToDouble(Race::median).toArray();
        System.out.printf(Locale.ROOT, "%7.2f %7.2f %7.2f %7.2f %8.2f %8d  %s%n", medians[0], medians[1], medians[2], medians[3], medians[0] / medians[2], matches,
            expression.isEmpty() ? "<empty>" : expression);
        return medians;
    }

    private double nanosPerPacket(Runner runner) {
        final long once = Math.max(1, time(runner, 50) / 50);
        final long times = Math.max(1, NANOS_PER_RUN / once);
        return time(runner, times) / (double) (times * PACKETS);
    }

    private static long time(Runner runner, long times) {
        final long start = THREADS.getCurrentThreadCpuTime();
        runner.run(times);
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private static double median(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The call is virtual: all filters of the race have come this way. */
    private long test(FilterProgram program, long times) {
        long matches = 0;
        for (long round = 0; round < times; round++) {
            matches += testAll(program, trace.descriptors(), trace.count());
        }
        return matches;
    }

    private static long testAll(FilterProgram program, long descriptors, int count) {
        long matches = 0;
        for (int i = 0; i < count; i++) {
            final long descriptor = descriptors + i * PacketLayout.BYTES;
            matches += program.test(Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET), Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET),
                Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET)) ? 1 : 0;
        }
        return matches;
    }

    private long select(FilterProgram program, long times) {
        long matches = 0;
        for (long round = 0; round < times; round++) {
            for (int i = 0; i < trace.count(); i += FilterProgram.MAX_PACKETS) {
                matches += Long.bitCount(program.select(trace.descriptors() + i * PacketLayout.BYTES, FilterProgram.MAX_PACKETS));
            }
        }
        return matches;
    }

    private static void means(List<double[]> rows) {
        final double[] means = new double[4];
        for (int i = 0; i < means.length; i++) {
            final int column = i;
            means[i] = Math.exp(rows.stream().mapToDouble(row -> Math.log(row[column])).average().orElseThrow());
        }
        System.out.printf(Locale.ROOT, "%7.2f %7.2f %7.2f %7.2f %8.2f           geometric means; select/C %.2f, libpcap/test %.1f%n", means[0], means[1], means[2], means[3],
            means[0] / means[2], means[1] / means[2], means[3] / means[0]);
    }
}
