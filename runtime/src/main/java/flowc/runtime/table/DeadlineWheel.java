package flowc.runtime.table;

import flowc.runtime.memory.Memory;

/**
 * The deadlines of a table's rows. A row is armed when it is created; a touch does not move it. Time is cut into spans of 2^shift ns; a row
 * waits in the bucket of its deadline's span until the clock gets there ({@link #cursor}), or shortly before, since a bucket is emptied a few
 * rows at a time ({@link #workAhead}). Then it is armed anew if it was touched meanwhile, else it goes to the heap, which gives the exact order.
 * <pre> buckets:  | … | cursor: rows are in the heap | +1 | +2 | … | +32767 |   a circle; the horizon of the timeouts fits in
 *                                                    └ worked ahead: rows may be in the heap
 *       timer word of a row in a bucket: bit 0       32
 *                                      | next row | previous row, or HEAD | list |       0: no deadline </pre>
 * A bucket is {@link #LISTS} lists that get rows by turns: where a list goes on is known when its row has come from memory, so one alone is as slow as memory is.
 * Each row is looked at once for each time it is armed, and armed anew only when touched since: amortised O(1) a packet, O(log n) an end.
 *
 * <p>While ends are swept ({@link EndSweep}) rows stay in their buckets until their span is over. The heap then has only what the clock must tell: rows that late packets made, and what finds no bucket.
 */
final class DeadlineWheel implements AutoCloseable {
    private static final int BUCKETS = BucketSet.SIZE;
    private static final int LISTS = 8;
    private static final long HEAD = 0x8000_0000L;
    private static final long LINK_MASK = 0xffff_ffffL;
    private static final long NEVER = Long.MAX_VALUE;

    /** How many spans before its own a bucket may be emptied: few, since a row that is touched after that is looked at once more. */
    private static final long SPANS_AHEAD = 8;

    private final RowStore rows;
    private final Timeouts timeouts;
    private final Alarm alarm;
    private final DueHeap heap;
    private final DueRows toHeap;
    private boolean isSwept;
    private final BucketSet held = new BucketSet();
    /** By bucket and list. */
    private final BucketHeads heads;
    private final int shift;
    /** Every row whose span is this one or an earlier one is in the heap. */
    private long cursor = Long.MIN_VALUE >> 1;
    /** Rows linked so far. */
    private int linked;
    /** Written so that no load can be left out. */
    private long loaded;

    /** {@code heap} is closed with it. */
    DeadlineWheel(RowStore rows, DueHeap heap, Timeouts timeouts, Alarm alarm) {
        this.rows = rows;
        this.timeouts = timeouts;
        this.alarm = alarm;
        this.heap = heap;
        this.toHeap = this::toHeap;
        this.shift = shift(timeouts.horizonNanos());
        try {
            this.heads = new BucketHeads(rows.capacity() == 0 || timeouts.horizonNanos() == NEVER ? 0 : BUCKETS * LISTS, rows.table());
        } catch (final RuntimeException refused) {
            heap.close();
            throw refused;
        }
    }

    /** From now on ends are in no order, and {@link #takeOver} is called between bursts; or it is as at first again. */
    void sweep(boolean isSwept) {
        this.isSwept = isSwept;
        alarm.lower(nextDue());
    }

    boolean isSwept() {
        return isSwept;
    }

    /** Such that a deadline armed now lies less than a turn ahead. */
    private static int shift(long horizonNanos) {
        int shift = 1;
        while (horizonNanos >> shift > BUCKETS - 2) {
            shift++;
        }
        return shift;
    }

    /** Arms a row created by a packet of {@code time}. */
    void arm(long number, long row, long time) {
        final long due = timeouts.due(row);
        if (due == NEVER) {
            return;
        }
        follow(time >> shift);
        // A row made by a late packet lives until the next one, like all others.
        place(number, row, due, isSwept && due <= alarm.instant() ? NEVER : cursor, toHeap);
        if (!isSwept) {
            alarm.lower(due);
        }
    }

    /** Lets the cursor keep up with the clock while nothing is due and nobody asks: else what is armed would come to lie beyond the horizon, all of it in one bucket. */
    private void follow(long span) {
        if (span > cursor) {
            cursor = Math.max(cursor, Math.min(span, nextHeld() - 1));
        }
    }

    /** Rows of spans up to {@code last} go to {@code soon}. */
    private void place(long number, long row, long due, long last, DueRows soon) {
        if (due == NEVER) {
            Memory.putI64(rows.timer(row), 0);
        } else if (due >> shift <= last) {
            soon.add(number, row, due);
        } else if ((due >> shift) - cursor < BUCKETS) {
            link(number, row, (int) (due >> shift) & (BUCKETS - 1));
        } else {
            // Beyond the horizon, as long as rows are late that are swept.
            toHeap(number, row, due);
        }
    }

    private void link(long number, long row, int bucket) {
        final int list = bucket * LISTS + (linked++ & LISTS - 1);
        final long next = heads.first(list);
        if (next == 0) {
            held.add(bucket);
        } else {
            Memory.putU32(rows.timer(rows.address(next)) + Integer.BYTES, number);
        }
        Memory.putI64(rows.timer(row), (HEAD | list) << 32 | next);
        heads.put(list, number);
    }

    /** Forgets a row's deadline, if it has one. */
    void disarm(long row) {
        final long timer = Memory.i64(rows.timer(row));
        final long next = timer & LINK_MASK;
        final long previous = timer >>> 32;
        if (timer == 0) {
            return;
        }
        if (previous == DueHeap.IN_HEAP) {
            heap.removeAt(next);
            return;
        }
        if ((previous & HEAD) == 0) {
            Memory.putU32(rows.timer(rows.address(previous)), next);
        } else {
            setHead((int) (previous ^ HEAD), next);
        }
        if (next != 0) {
            Memory.putU32(rows.timer(rows.address(next)) + Integer.BYTES, previous);
        }
    }

    private void setHead(int list, long number) {
        heads.put(list, number);
        if (number == 0 && !isHeld(list / LISTS)) {
            held.remove(list / LISTS);
        }
    }

    private boolean isHeld(int bucket) {
        long any = 0;
        for (int list = bucket * LISTS; list < (bucket + 1) * LISTS; list++) {
            any |= heads.first(list);
        }
        return any != 0;
    }

    /** When the earliest row is due if that is at {@code clock} or before, else {@link Long#MAX_VALUE}; {@link #dueRow} is that row. */
    long peek(long clock) {
        while (true) {
            // What waits in a bucket may be due before what was worked ahead.
            final long armed = heap.isEmpty() ? NEVER : heap.firstDue();
            if (!isSwept && turn(Math.min(armed, clock), toHeap)) {
                continue;
            }
            if (heap.isEmpty() || armed > clock) {
                keepUp(clock);
                return NEVER;
            }
            final long row = heap.firstRow();
            final long due = timeouts.due(row);
            // A touch may leave the instant as it was and change an idle end to an active one.
            if (due == armed && heap.firstIsActive() == timeouts.endsActive(row)) {
                return due;
            }
            heap.removeAt(0);
            place(rows.number(row), row, due, cursor, toHeap);
        }
    }

    private void keepUp(long clock) {
        if (!isSwept) {
            cursor = Math.max(cursor, clock >> shift);
        }
    }

    /** Takes all rows out of spans that {@code clock} has reached, and tells {@code rows} of those that are due in these. */
    void takeAll(long clock, DueRows rows) {
        while (turn(clock, rows)) {
            // Spans with rows, one after the other.
        }
    }

    /** Has the clock tell when a row is due. */
    void toHeap(long number, long row, long due) {
        heap.push(number, due, timeouts.endsActive(row));
        alarm.lower(due);
    }

    /** Whether a row is due when the clock says so, and not when somebody sweeps. */
    boolean isInHeap(long row) {
        return Memory.i64(rows.timer(row)) >>> 32 == DueHeap.IN_HEAP;
    }

    long dueRow() {
        return heap.firstRow();
    }

    /** Moves on to the next span with rows that {@code clock} has reached; false when there is none. */
    private boolean turn(long clock, DueRows due) {
        final long next = nextHeld();
        if (next > clock >> shift) {
            return false;
        }
        cursor = next;
        empty(next, NEVER, clock >> shift, due);
        return true;
    }

    /** Whether {@link #workAhead} or {@link #takeOver}, whichever it is, has something to do. */
    boolean isAnySoonDue(long clock) {
        return isSwept ? spansOver(clock) > 0 : nextHeld() <= (clock >> shift) + SPANS_AHEAD;
    }

    /** How many spans ago the earliest rows were due that wait in a bucket; 0 and less: the clock has not left their span. */
    long spansOver(long clock) {
        return held.isEmpty() ? 0 : (clock >> shift) - nextHeld();
    }

    /** Takes rows out of spans that are over, {@code most} at most, and tells {@code due} of those that are due in the clock's span or before. Gives how many it took out. */
    long takeOver(long clock, long most, DueRows due) {
        long taken = 0;
        while (taken < most && spansOver(clock) > 0) {
            final long next = nextHeld();
            cursor = Math.max(cursor, next - 1);
            taken += empty(next, most - taken, clock >> shift, due);
        }
        return taken;
    }

    /** Brings into the caches what ends by {@code clock} will need, or some of it. */
    void approach(long clock, LaneIndex index) {
        heap.approach(clock, index);
    }

    /** Looks at {@code fewest} rows of the next spans, so that few are left when the clock, now {@code clock}, gets there; at up to {@code most} when it is about to. Gives how many. */
    long workAhead(long clock, long fewest, long most) {
        final long now = clock >> shift;
        long next = nextHeld();
        final long places = next <= now + 1 && isLate(clock) ? most : fewest;
        long taken = 0;
        while (next <= now + SPANS_AHEAD && taken < places) {
            // Up to here all buckets are empty. A row that waits a whole turn from here does not come back to the bucket that is being emptied.
            cursor = Math.max(cursor, Math.min(next - 1, now));
            taken += empty(next, places - taken, next, toHeap);
            next = nextHeld();
        }
        return taken;
    }

    /** Whether the second half of the clock's span has begun. */
    private boolean isLate(long clock) {
        return (clock >> (shift - 1) & 1) != 0;
    }

    /** Takes up to {@code most} rows from the bucket of a span that has some, the cursor's or later, and tells {@code due} of those of spans up to {@code last}; gives how many it took. */
    private long empty(long span, long most, long last, DueRows due) {
        final int bucket = (int) (span & (BUCKETS - 1));
        long taken = 0;
        while (taken < most && isHeld(bucket)) {
            loaded += loadFirst(bucket);
            taken += takeFirst(bucket, most - taken, last, due);
        }
        for (int list = bucket * LISTS; list < (bucket + 1) * LISTS; list++) {
            final long first = heads.first(list);
            if (first != 0) {
                Memory.putU32(rows.timer(rows.address(first)) + Integer.BYTES, HEAD | list);
            }
        }
        return taken;
    }

    /** The first rows of a bucket's lists, or what stands for none, both lines where a row is {@linkplain RowShape split}: none of these loads waits for another. */
    private long loadFirst(int bucket) {
        long sum = 0;
        for (int list = bucket * LISTS; list < (bucket + 1) * LISTS; list++) {
            final long row = rows.address(heads.first(list));
            sum += Memory.i64(rows.timer(row)) + Memory.i64(row + RowLayout.LAST_SEEN_OFFSET);
        }
        return sum;
    }

    /** Places the first rows of a bucket's lists anew, up to {@code most}; the rows behind them still name these as the ones before. */
    private long takeFirst(int bucket, long most, long last, DueRows due) {
        long taken = 0;
        for (int list = bucket * LISTS; list < (bucket + 1) * LISTS && taken < most; list++) {
            final long number = heads.first(list);
            if (number != 0) {
                final long row = rows.address(number);
                setHead(list, Memory.u32(rows.timer(row)));
                place(number, row, timeouts.due(row), last, due);
                taken++;
            }
        }
        return taken;
    }

    private long nextHeld() {
        if (held.isEmpty()) {
            return NEVER;
        }
        final long from = cursor + 1;
        return from + ((held.next((int) (from & (BUCKETS - 1))) - from) & (BUCKETS - 1));
    }

    /** No row that waits in a bucket is due before this; {@link Long#MAX_VALUE}: none waits. */
    long earliest() {
        return held.isEmpty() ? NEVER : nextHeld() << shift;
    }

    /** Nothing is to be done before this; {@link Long#MAX_VALUE}: nothing is. */
    long nextDue() {
        final long waiting = isSwept ? NEVER : earliest();
        return heap.isEmpty() ? waiting : Math.min(heap.firstDue(), waiting);
    }

    /** Forgets every deadline without telling the rows: each that goes on living is to be {@link #forget forgotten}. Gives 16 bytes of memory a row, to be used until a row is armed. */
    long clear() {
        heap.clear();
        held.clear();
        heads.clear();
        return heap.memory();
    }

    void forget(long row) {
        Memory.putI64(rows.timer(row), 0);
    }

    @Override
    public void close() {
        heap.close();
        heads.close();
    }
}
