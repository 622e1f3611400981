package flowc.runtime.worker;

import flowc.runtime.sketch.TopRows;
import java.util.Arrays;
import java.util.List;

/** One interval of an {@code every} block of which not all parts have come. Used again for later ones. Under the {@link Collector}'s lock. */
final class PendingInterval implements AutoCloseable {
    private final MergedVariables variables;
    private final List<Integer> topIndexes;
    private final List<TopRows> tops;
    private final boolean[] passed;
    private int waitsFor;
    private long time;
    private long elapsed;

    PendingInterval(MergedVariables variables, List<Integer> topIndexes, List<TopRows> tops, int contributors) {
        this.variables = variables;
        this.topIndexes = topIndexes;
        this.tops = tops;
        this.passed = new boolean[contributors];
    }

    /** {@code frame} is one where {@code init} of the block has just run. */
    void begin(long endTime, long length, long frame) {
        time = endTime;
        elapsed = length;
        Arrays.fill(passed, false);
        waitsFor = passed.length;
        variables.begin(frame);
        // Not by an iterator, which would take heap at every mark.
        for (int i = 0; i < tops.size(); i++) {
            tops.get(i).clear();
        }
    }

    long time() {
        return time;
    }

    /** The longest of the parts, which differ only where a worker left out marks. */
    long elapsed() {
        return elapsed;
    }

    /**
     * Negative, 0, positive: ends before, is, ends after the interval that ends at {@code otherTime}. The last interval of a run may end at the
     * time of a mark; it is then empty and comes after the one that the mark ended.
     */
    int compareTo(long otherTime, long otherElapsed) {
        return time != otherTime ? Long.compare(time, otherTime) : Boolean.compare(elapsed == 0, otherElapsed == 0);
    }

    void add(Instance part, long length) {
        elapsed = Math.max(elapsed, length);
        variables.add(part.frame().address());
        for (int i = 0; i < tops.size(); i++) {
            tops.get(i).merge(part.tops().get(topIndexes.get(i)));
        }
    }

    /** Nothing (more) comes from a contributor. */
    void pass(int contributor) {
        if (!passed[contributor]) {
            passed[contributor] = true;
            waitsFor--;
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
