package flowc.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** One part of the comparison: who takes turns, and which marks there are. */
enum Part {
    RATE((out, place) -> {
        for (final String flows : List.of("1000", "100000", "1000000", "10000000")) {
            out.add(place.flowc("noop", flows, "--flows", flows));
            out.add(place.peer("limit", "pf", flows));
            out.add(place.peer("limit", "nopf", flows));
            out.add(place.peer("tbb", "noop", flows));
        }
        out.add(place.flowc("stats", "1000000", "--flows", "1000000"));
        out.add(place.peer("tbb", "live", "1000000"));
    }, (results, marks) -> {
        marks.add(ratio(results, "noop 1000", "limit pf 1000", 0.7));
        marks.add(ratio(results, "noop 100000", "limit pf 100000", 0.7));
        marks.add(ratio(results, "noop 1000000", "limit pf 1000000", 0.65));
        marks.add(ratio(results, "noop 10000000", "limit pf 10000000", 0.65));
        marks.add(ratio(results, "noop 1000000", "tbb noop 1000000", 6));
        marks.add(ratio(results, "stats 1000000", "limit pf 1000000", 0.6));
        marks.add(ratio(results, "stats 1000000", "tbb live 1000000", 6));
        marks.add(new Mark("bytes of table for a flow, stats at 1000000", results.median("flowc stats 1000000", "bytes_per_flow"), false, 128));
    }),
    WORKERS((out, place) -> {
        out.add(place.flowc("noop", "1000000 1 worker", "--flows", "1000000", "--workers", "1"));
        out.add(place.flowc("noop", "1000000 2 workers split", "--flows", "1000000", "--workers", "2", "--split"));
        out.add(place.flowc("noop", "1000000 2 workers", "--flows", "1000000", "--workers", "2"));
        out.add(place.peer("limit", "pf", "1000000", "2"));
        out.add(place.peer("tbb", "noop", "1000000", "2"));
    }, (results, marks) -> {
        final double one = results.median("flowc noop 1000000 1 worker", "mpps_wall");
        final double oneCpu = results.median("flowc noop 1000000 1 worker", "mpps");
        marks.add(new Mark("two workers over one, split, on the wall", results.median("flowc noop 1000000 2 workers split", "mpps_wall") / one, true, 1.8));
        marks.add(new Mark("two workers over one, split, by CPU time", 2 * results.median("flowc noop 1000000 2 workers split", "mpps") / oneCpu, true, 1.8));
        marks.add(new Mark("two workers over one, through the hop, on the wall", results.median("flowc noop 1000000 2 workers", "mpps_wall") / one, true, 1.4));
        marks.add(new Mark("two workers over one, through the hop, by CPU time", 2 * results.median("flowc noop 1000000 2 workers", "mpps") / oneCpu, true, 1.4));
    }),
    CHURN((out, place) -> {
        for (final String rate : List.of("56667", "566667")) {
            out.add(place.flowc("noop", "1000000 + " + rate + "/s", "--paced", "--rate", "1000000", "--flows", "1000000", "--new-flows-per-second", rate, "--seconds", "20"));
        }
    }, (results, marks) -> {
        for (final String rate : List.of("56667", "566667")) {
            final String name = "flowc noop 1000000 + " + rate + "/s";
            marks.add(new Mark("packets lost at 1 Mpps with " + rate + " new flows a second", results.median(name, "lost"), false, 0));
            marks.add(new Mark("the same, p99.9 of a burst above that of the clock, us", results.median(name, "burst_p999_us") - results.median(name, "clock_p999_us"), false, 2000));
        }
    }),
    HOUSEKEEPING((out, place) -> out.add(place.bench("housekeeping 10000000", Path.of("bench", "housekeeping.flow"), "--flows", "10000000", "--rate", "10000000", "--seconds", "10", "--clock")), (results, marks) -> {
        final String name = "flowc housekeeping 10000000";
        marks.add(new Mark("bursts of more than 1 ms in housekeeping, above its share, std. deviations", aboveShare(results.median(name, "housekeeping_waits_1ms"),
                results.median(name, "bursts_1ms"), results.median(name, "housekeeping_share")), false, 3));
        marks.add(new Mark("longest wait for housekeeping over the longest stall that the clock saw", results.median(name, "housekeeping_max_us") / results.median(name, "clock_max_us"), false, 4));
    });

    private final BiConsumer<List<Contestant>, Place> lineup;
    private final BiConsumer<Results, List<Mark>> marks;

    Part(BiConsumer<List<Contestant>, Place> lineup, BiConsumer<Results, List<Mark>> marks) {
        this.lineup = lineup;
        this.marks = marks;
    }

    /** Where the programs are; {@code seconds} that flowc measures. */
    record Place(Path flowc, Path peers, String seconds) {
        /** One of the examples. */
        Contestant flowc(String tracker, String what, String... options) {
            return bench(tracker + " " + what, Path.of("examples", tracker, tracker + ".flow"), options);
        }

        /** {@code tracker}: its file in the project. */
        Contestant bench(String name, Path tracker, String... options) {
            final List<String> command = new ArrayList<>(List.of(flowc.toString(), "bench", flowc.resolveSibling(tracker).toString(), "--format", "json", "--no-progress"));
            if (!List.of(options).contains("--seconds")) {
                command.addAll(List.of("--seconds", seconds));
            }
            command.addAll(List.of(options));
            return new Contestant("flowc " + name, command);
        }

        Contestant peer(String program, String... arguments) {
            final List<String> command = new ArrayList<>(List.of(peers.resolve(program).toString()));
            command.addAll(List.of(arguments));
            return new Contestant(program + " " + String.join(" ", arguments), command);
        }

        /** Why {@code contestant} cannot run here, or null when it can. */
        String absence(Contestant contestant) throws IOException {
            final Path program = contestant.program();
            if (!Files.isExecutable(program)) {
                return "not built";
            }
            return program.startsWith(peers) && isOlderThanItsSources(program) ? "older than its sources" : null;
        }

        private static boolean isOlderThanItsSources(Path peer) throws IOException {
            for (final Path source : List.of(peer.resolveSibling(peer.getFileName() + ".cpp"), peer.resolveSibling("load.h"))) {
                if (Files.exists(source) && Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(peer)) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    List<Contestant> lineup(Place place) {
        final List<Contestant> all = new ArrayList<>();
        lineup.accept(all, place);
        return all;
    }

    /** Those that can run here. */
    List<Contestant> contestants(Place place) throws IOException {
        final List<Contestant> here = new ArrayList<>();
        for (final Contestant contestant : lineup(place)) {
            if (place.absence(contestant) == null) {
                here.add(contestant);
            }
        }
        return here;
    }

    List<Mark> marks(Results results) {
        final List<Mark> all = new ArrayList<>();
        marks.accept(results, all);
        return all;
    }

    /**
     * How many standard deviations more of {@code all} long bursts lie in what takes {@code share} of the time than would if they had nothing to do with it, as stalls of
     * the machine have not (binomial distribution).
     */
    static double aboveShare(double inside, double all, double share) {
        return all == 0 ? 0 : (inside - all * share) / Math.sqrt(Math.max(1, all * share * (1 - share)));
    }

    private static Mark ratio(Results results, String ours, String peer, double wanted) {
        return new Mark(ours + " over " + peer, results.median("flowc " + ours, "mpps_chunk_median") / results.median(peer, "mpps_chunk_median"), true, wanted);
    }
}
