package flowc.runtime.worker;

import flowc.runtime.sketch.TopRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Deque;
import flowc.runtime.program.TrackerDescriptor.Every;

/**
 * The intervals of one {@code every} block that are waiting for parts, by their end. A worker's intervals come in order, so that they are
 * completed in order as well. Under the {@link Collector}'s lock.
 */
final class MergedIntervals implements AutoCloseable {
    private final Blueprint blueprint;
    private final Every every;
    private final List<Integer> contributors;
    private final List<PendingInterval> pending = new ArrayList<>();
    private final Deque<PendingInterval> unused = new ArrayDeque<>();
    /** By contributor: the end of the interval it gave last. */
    private final long[] lastTimes;
    private final long[] lastLengths;

    MergedIntervals(Blueprint blueprint, Every every, List<Integer> contributors) {
        this.blueprint = blueprint;
        this.every = every;
        this.contributors = contributors;
        this.lastTimes = new long[contributors.size()];
        this.lastLengths = new long[contributors.size()];
        Arrays.fill(lastTimes, Long.MIN_VALUE);
        // Most runs need no more than two: the workers are near each other.
        unused.add(newInterval());
        unused.add(newInterval());
    }

    private PendingInterval newInterval() {
        final List<TopRows> tops = every.tops().stream().map(blueprint.tops()::apply).toList();
        return new PendingInterval(new MergedVariables(every.variables()), every.tops(), tops, contributors.size());
    }

    int contributor(int worker) {
        return contributors.indexOf(worker);
    }

    int count() {
        return pending.size();
    }

    /** The interval that ends so, or null. */
    PendingInterval find(long time, long elapsed) {
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).compareTo(time, elapsed) == 0) {
                return pending.get(i);
            }
        }
        return null;
    }

    /** Whether all that are waiting end before that. */
    boolean isLast(long time, long elapsed) {
        return pending.isEmpty() || pending.getLast().compareTo(time, elapsed) < 0;
    }

    /** Takes in a new interval; {@code init} of the block has just run in {@code frame}. */
    PendingInterval open(long time, long elapsed, long frame) {
        final PendingInterval interval = unused.isEmpty() ? newInterval() : unused.removeLast();
        interval.begin(time, elapsed, frame);
        int place = pending.size();
        while (place > 0 && pending.get(place - 1).compareTo(time, elapsed) > 0) {
            place--;
        }
        pending.add(place, interval);
        for (int contributor = 0; contributor < lastTimes.length; contributor++) {
            if (interval.compareTo(lastTimes[contributor], lastLengths[contributor]) < 0) {
                interval.pass(contributor);
            }
        }
        return interval;
    }

    /** A contributor gives nothing any more to intervals that end before that. */
    void passBefore(int contributor, long time, long elapsed) {
        for (int i = 0; i < pending.size() && pending.get(i).compareTo(time, elapsed) < 0; i++) {
            pending.get(i).pass(contributor);
        }
    }

    void gave(int contributor, long time, long elapsed) {
        lastTimes[contributor] = time;
        lastLengths[contributor] = elapsed;
    }

    /** The first interval when nothing more comes for it, which is then taken out; else null. */
    PendingInterval takeComplete() {
        return pending.isEmpty() || !pending.getFirst().isComplete() ? null : pending.removeFirst();
    }

    void giveBack(PendingInterval interval) {
        unused.add(interval);
    }

    @Override
    public void close() {
        pending.forEach(PendingInterval::close);
        unused.forEach(PendingInterval::close);
    }
}
