package flowc.runtime.worker;

import flowc.runtime.sketch.TopRows;
import java.util.List;

/** One interval of an {@code every} block of which not all parts have come. Used again for later ones. Under the {@link Collector}'s lock. */
final class PendingInterval implements AutoCloseable {
    private final MergedVariables variables;
    private final List<Integer> topIndexes;
    private final List<TopRows> tops;
    private final int contributors;
    private int waitsFor;
    private long time;
    private long elapsed;

    PendingInterval(MergedVariables variables, List<Integer> topIndexes, List<TopRows> tops, int contributors) {
        this.variables = variables;
        this.topIndexes = topIndexes;
        this.tops = tops;
        this.contributors = contributors;
    }

    /** {@code frame} is one where {@code init} of the block has just run. */
    void begin(long endTime, long length, long frame) {
        time = endTime;
        elapsed = length;
        waitsFor = contributors;
        variables.begin(frame);
        // Not by an iterator, which would take heap at every mark.
        for (int i = 0; i < tops.size(); i++) {
            tops.get(i).clear();
        }
    }

    long time() {
        return time;
    }

    long elapsed() {
        return elapsed;
    }

    /** Whether it is the one that ends so. The last interval of a run may end at the time of a mark; it is then empty and another than the one that the mark ended. */
    boolean is(long endTime, long length) {
        return time == endTime && elapsed == length;
    }

    void add(Instance part) {
        waitsFor--;
        variables.add(part.frame().address());
        for (int i = 0; i < tops.size(); i++) {
            tops.get(i).merge(part.tops().get(topIndexes.get(i)));
        }
    }

    boolean isComplete() {
        return waitsFor == 0;
    }

    /** Puts what came together where {@code finish} finds it. */
    void write(Instance target) {
        variables.write(target.frame().address());
        for (int i = 0; i < tops.size(); i++) {
            final TopRows top = target.tops().get(topIndexes.get(i));
            top.clear();
            top.merge(tops.get(i));
        }
    }

    @Override
    public void close() {
        variables.close();
        tops.forEach(TopRows::close);
    }
}
