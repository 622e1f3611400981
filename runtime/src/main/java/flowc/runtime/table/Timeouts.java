package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * When a row ends by itself. A gap must be longer than {@code idle} to end a flow, so its due instant is lastSeen + idle + 1; a packet at
 * start + {@code active} is already a new flow's, so that is its due instant. The flow's end is lastSeen + idle or start + active, whichever
 * is earlier; at the same time it is the active timeout's. What would be due at the last instant of time or beyond is never due.
 */
final class Timeouts {
    private static final long NEVER = Long.MAX_VALUE;

    private final RowStore rows;
    private final long idleNanos;
    private final long activeNanos;

    Timeouts(RowStore rows, long idleNanos, long activeNanos) {
        this.rows = rows;
        this.idleNanos = idleNanos;
        this.activeNanos = activeNanos;
    }

    /** No row is due later than this after its last packet. */
    long horizonNanos() {
        return plus(Math.min(idleNanos, activeNanos), 1);
    }

    /** The first clock at which the row is due; {@link Long#MAX_VALUE}: never. */
    long due(long row) {
        return Math.min(plus(idleEnd(row), 1), activeEnd(row));
    }

    /** Whether a row is due at {@code clock} or was before. */
    boolean isDue(long row, long clock) {
        final long due = due(row);
        return due <= clock && due != NEVER;
    }

    long end(long row) {
        return Math.min(idleEnd(row), activeEnd(row));
    }

    boolean endsActive(long row) {
        return activeEnd(row) <= idleEnd(row);
    }

    private long idleEnd(long row) {
        return plus(Memory.i64(row + RowLayout.LAST_SEEN_OFFSET), idleNanos);
    }

    private long activeEnd(long row) {
        return !hasActive() ? NEVER : plus(Memory.i64(rows.cold(row) + RowLayout.START_OFFSET), activeNanos);
    }

    boolean hasActive() {
        return activeNanos != NEVER;
    }

    /** The idle timeout, ns; {@link Long#MAX_VALUE}: none. */
    long idleNanos() {
        return idleNanos;
    }

    private static long plus(long time, long nanos) {
        if (nanos == NEVER) {
            return NEVER;
        }
        final long sum = time + nanos;
        return sum < time ? NEVER : sum;
    }
}
