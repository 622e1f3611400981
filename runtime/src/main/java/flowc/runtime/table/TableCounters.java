package flowc.runtime.table;

import java.util.concurrent.atomic.AtomicLongArray;

/** What happened in a table. Written by its worker, read by any thread; each number is whole, several of them may be of different moments. */
public final class TableCounters {
    private static final int CREATED = EndReason.values().length;
    private static final int REFUSED = CREATED + 1;

    private final AtomicLongArray counts = new AtomicLongArray(REFUSED + 1);

    TableCounters() {}

    public long created() {
        return counts.getAcquire(CREATED);
    }

    /** New keys that made no row because the table was full. */
    public long refused() {
        return counts.getOpaque(REFUSED);
    }

    public long ended(EndReason reason) {
        return counts.getOpaque(reason.ordinal());
    }

    public long evicted() {
        return ended(EndReason.EVICTED);
    }

    /** Rows in the table. */
    public long live() {
        long ended = 0;
        for (int reason = 0; reason < CREATED; reason++) {
            ended += counts.getAcquire(reason);
        }
        // Ends are read first, and who sees one sees what its worker wrote before, so that no reader sees more of them than rows created.
        return created() - ended;
    }

    void countCreated() {
        add(CREATED, 1);
    }

    void countRefused() {
        add(REFUSED, 1);
    }

    void countEnded(long reason, long rows) {
        add((int) reason, rows);
    }

    private void add(int counter, long more) {
        counts.setRelease(counter, counts.getPlain(counter) + more);
    }
}
