package flowc.runtime.worker;

import flowc.runtime.program.TrackerDescriptor.Every;
import java.util.List;

/**
 * Runs {@code finish} of {@code every} blocks whose rows several workers own, in an instance of its own. Workers give it their variables and tops
 * at each mark; who comes last merges them and runs {@code finish}. The lock is taken once a mark and worker;
 * it is the object's own, since waiting for one of {@code java.util.concurrent} takes heap.
 *
 * <p>All workers give the same intervals, each in order of time. One that is far ahead waits, so that few are kept. That never stops the others: who waits has
 * given everything up to a time at which another has not arrived, and the one that is furthest behind waits for nobody.
 */
final class Collector implements AutoCloseable {
    static final int MOST_PENDING = 4;

    private final Instance instance;
    /** By block; null where nothing is to be merged. */
    private final MergedIntervals[] intervals;
    private final SavedCounters counters;
    private boolean aborted;

    /** {@code contributors}: for each {@code every} block the workers that own rows of its table, or none when it is not for here. */
    Collector(Blueprint blueprint, Instance instance, List<List<Integer>> contributors) {
        this.instance = instance;
        this.counters = new SavedCounters(instance.frame(), blueprint.descriptor().counters());
        final List<Every> everies = blueprint.descriptor().everies();
        this.intervals = new MergedIntervals[everies.size()];
        for (int every = 0; every < intervals.length; every++) {
            intervals[every] = contributors.get(every).isEmpty() ? null : new MergedIntervals(blueprint, everies.get(every), contributors.get(every));
        }
    }

    /** Whether {@code worker} is the first of those that have a part of a block. */
    boolean isFirst(int every, int worker) {
        return intervals[every].isFirst(worker);
    }

    /** Takes a worker's part of the interval that ends at {@code time}; once from each, on that worker's thread. */
    synchronized void contribute(int every, long time, long elapsed, Instance part) {
        final MergedIntervals merged = intervals[every];
        awaitRoom(merged, time, elapsed);
        if (aborted) {
            return;
        }
        PendingInterval interval = merged.find(time, elapsed);
        if (interval == null) {
            init(every, time - elapsed);
            interval = merged.open(time, elapsed, instance.frame().address());
        }
        interval.add(part);
        finishComplete(every);
    }

    /** Under the lock, which is free meanwhile; the thread's interrupt status survives. */
    private void awaitRoom(MergedIntervals merged, long time, long elapsed) {
        boolean interrupted = false;
        while (!aborted && merged.count() >= MOST_PENDING && merged.find(time, elapsed) == null) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The values that all parts began with; faults on the way were counted by the workers. */
    private void init(int every, long time) {
        counters.save();
        instance.program().onInit(every, time);
        counters.restore();
    }

    private void finishComplete(int every) {
        PendingInterval interval = intervals[every].takeComplete();
        if (interval == null) {
            return;
        }
        while (interval != null) {
            interval.write(instance);
            instance.program().onFinish(every, interval.time(), interval.elapsed());
            intervals[every].giveBack(interval);
            interval = intervals[every].takeComplete();
        }
        instance.sink().flush();
        notifyAll();
    }

    /** Nobody waits any more; what is not complete is given up. Any thread. */
    synchronized void abort() {
        aborted = true;
        notifyAll();
    }

    synchronized boolean isAborted() {
        return aborted;
    }

    @Override
    public void close() {
        for (final MergedIntervals merged : intervals) {
            if (merged != null) {
                merged.close();
            }
        }
    }
}
