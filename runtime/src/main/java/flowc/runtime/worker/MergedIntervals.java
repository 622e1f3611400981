package flowc.runtime.worker;

import flowc.runtime.sketch.TopRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Deque;
import flowc.runtime.program.TrackerDescriptor.Every;

/**
 * The intervals of one {@code every} block that are waiting for parts, by their end. Each worker gives its parts in order, so that intervals are
 * completed in order as well. Under the {@link Collector}'s lock.
 */
final class MergedIntervals implements AutoCloseable {
    private final Blueprint blueprint;
    private final Every every;
    private final List<Integer> contributors;
    private final List<PendingInterval> pending = new ArrayList<>();
    private final Deque<PendingInterval> unused = new ArrayDeque<>();

    MergedIntervals(Blueprint blueprint, Every every, List<Integer> contributors) {
        this.blueprint = blueprint;
        this.every = every;
        this.contributors = contributors;
        // Most runs need no more than two: the workers are near each other.
        unused.add(newInterval());
        unused.add(newInterval());
    }

    private PendingInterval newInterval() {
        final List<TopRows> tops = every.tops().stream().map(blueprint.tops()::apply).toList();
        return new PendingInterval(new MergedVariables(every.variables()), every.tops(), tops, contributors.size());
    }

    boolean isFirst(int worker) {
        return contributors.getFirst() == worker;
    }

    int count() {
        return pending.size();
    }

    /** The interval that ends so, or null. */
    PendingInterval find(long time, long elapsed) {
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).is(time, elapsed)) {
                return pending.get(i);
            }
        }
        return null;
    }

    /** Takes in a new interval, later than all; {@code init} of the block has just run in {@code frame}. */
    PendingInterval open(long time, long elapsed, long frame) {
        final PendingInterval interval = unused.isEmpty() ? newInterval() : unused.removeLast();
        interval.begin(time, elapsed, frame);
        pending.add(interval);
        return interval;
    }

    /** The first interval when all parts have come, which is then taken out; else null. */
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
