package flowc.runtime.table;

import flowc.runtime.memory.Memory;
import java.util.Optional;

/**
 * A flow table: rows by key, bounded, with exact timeouts. One worker's own; only {@link #counters} may be read by other threads. Made in
 * two steps, because generated code holds its tables before the tracker's parameters, and so their settings, are known: {@link #open} comes
 * before any other call. Takes its memory in {@code open}, all of it as address space; nothing else allocates.
 *
 * <p>Lanes: 64 from a limit of 65,536 rows on, else one; the top 6 bits of the hash choose. The limit is divided among them, rounded up.
 * At a lane's limit {@link EvictionPolicy} decides; {@code EvictionScan} says exactly which row goes.
 *
 * <p>Keys come in two {@link KeyForm}s, each with rows of its own; index, lanes, limit and deadlines are one for both.
 *
 * <p>Pins and unpins must balance, for a row that ended while pinned too: its memory stays whole until the last unpin.
 */
public final class HashFlowTable extends FlowTable implements AutoCloseable {
    /** An end takes about as long as that many looks at a row, for which paces are made. */
    public static final long LOOKS_AN_END = 4;

    private final RowListener listener;
    private final Alarm alarm;
    private final RowPasses passes;
    private final TableCounters counters = new TableCounters();
    private TableKeys keys;
    private long hotStateBytes;
    private long coldStateBytes;
    private long limitPerLane;
    private boolean refuses;
    private RowStore rows;
    private LaneIndex index;
    private Approach approach;
    private EvictionScan eviction;
    private Deadlines deadlines;
    /** Null where rows always end in order. */
    private EndSweep sweep;
    private RowSort sort;
    /** Whether what {@link #approach} last left in its touches is still so: no row has ended, or its time is over, and no pass has begun. */
    private boolean isKnown;

    public HashFlowTable(RowListener listener, Alarm alarm) {
        this.listener = listener;
        this.passes = new RowPasses(listener, this::forget);
        this.alarm = alarm;
    }

    /** A table that is open at once. */
    public HashFlowTable(TableSettings settings, RowListener listener, Alarm alarm) {
        this(listener, alarm);
        open(settings);
    }

    /** A table whose rows end in order. */
    public void open(TableSettings settings) {
        open(settings, EndOrder.STRICT);
    }

    /**
     * {@code wanted}: the order of ends that the listener minds. What need not end by deadline does so in {@link #workAhead}.
     *
     * @throws flowc.runtime.memory.OutOfMemoryRegionException when there is no memory for its limit; nothing is taken then
     */
    public void open(TableSettings settings, EndOrder wanted) {
        try {
            keys = new TableKeys(settings);
            final RowOrder order = new RowOrder(keys);
            hotStateBytes = settings.hotStateBytes();
            coldStateBytes = settings.coldStateBytes();
            limitPerLane = settings.limitPerLane();
            refuses = settings.eviction() == EvictionPolicy.REFUSE;
            rows = new RowStore(settings);
            index = new LaneIndex(settings, rows, keys);
            eviction = new EvictionScan(settings, index, order, listener);
            deadlines = new Deadlines(rows, order, settings, alarm);
            sweep = wanted == EndOrder.STRICT ? null : new EndSweep(this, index, deadlines, wanted.with(settings), settings.name());
            approach = new Approach(index, rows, keys, passes);
            sort = new RowSort(rows, order);
        } catch (final RuntimeException refused) {
            close();
            throw refused;
        }
    }

    @Override
    public long hash(long key, long form) {
        return keys.hash(key, form);
    }

    @Override
    public void prepare(long touches, long stride, long count) {
        final TableKeys keys = this.keys;
        final long end = touches + count * stride;
        for (long touch = touches; touch < end; touch += stride) {
            final long valid = Memory.i64(touch + TouchLayout.VALID_OFFSET);
            if (valid != TouchLayout.NONE) {
                Memory.putI64(touch + TouchLayout.HASH_OFFSET, keys.hash(touch + TouchLayout.KEY_OFFSET, TouchLayout.form(valid)));
            }
        }
    }

    @Override
    public boolean begin() {
        return approach.begin(counters.live());
    }

    @Override
    public void bringIndex(long touches, long stride, long count) {
        approach.bringIndex(touches, stride, (int) count);
    }

    @Override
    public void bringRows(long touches, long stride, long count) {
        approach.bringRows(touches, stride, (int) count);
    }

    @Override
    public void approach(long touches, long stride, long count) {
        approach.approach(touches, stride, (int) count, counters.live());
        final long seen = deadlines.lifetimes().foresee();
        // One branch, which rehearsals take: code that is compiled before a row's time was ever over would leave it out.
        if ((seen ^ Lifetimes.ALL | passes.running()) != 0) {
            approach.forgetUnseen(touches, stride, (int) count, seen);
        }
        isKnown = deadlines.lifetimes().areForeseen();
    }

    /** Lets touches ask again for what {@link #approach} found. Whoever shares a table calls it: another's bursts may come between. */
    public void forget() {
        isKnown = false;
    }

    @Override
    public long find(long key, long hash) {
        final long row = index.find(key, hash);
        return row != 0 && (passes.running() | deadlines.lifetimes().doubtful(row)) != 0 ? settled(row) : row;
    }

    /** A row that awaits passes, or 0 when its time is over. */
    private long settled(long row) {
        if (deadlines.lifetimes().isOver(row)) {
            endOver(row);
            return 0;
        }
        passes.settle(row);
        return row;
    }

    /** Ends a row whose time is over. */
    void endOver(long row) {
        final EndReason reason = deadlines.timeouts().endsActive(row) ? EndReason.ACTIVE : EndReason.IDLE;
        end(row, deadlines.timeouts().end(row), reason.ordinal());
    }

    @Override
    public long touch(long key, long hash, long orientation, long time) {
        final long row = find(key, hash);
        if (row == 0) {
            return create(key, hash, orientation, time);
        }
        refresh(row, time);
        return row;
    }

    @Override
    public long known(long touch) {
        return isKnown ? Memory.i64(touch + TouchLayout.LIKELY_OFFSET) : 0;
    }

    @Override
    public long touchAnew(long touch, long time) {
        final long found = Memory.i64(touch + TouchLayout.LIKELY_OFFSET);
        final long likely = AwaitingRows.row(found);
        if (found < 0 && isKnown) {
            passes.settle(likely);
            return likely;
        }
        final long hash = Memory.i64(touch + TouchLayout.HASH_OFFSET);
        final long key = touch + TouchLayout.KEY_OFFSET;
        if (likely != 0 && (passes.unsettled(likely) | deadlines.lifetimes().doubtful(likely) | keys.difference(likely, key, hash)) == 0) {
            return likely;
        }
        return touch(key, hash, Memory.u32(touch + TouchLayout.ORIENTATION_OFFSET), time);
    }

    @Override
    public void refresh(long row, long time) {
        Memory.putI64(row + RowLayout.LAST_SEEN_OFFSET, Math.max(time, Memory.i64(row + RowLayout.LAST_SEEN_OFFSET)));
    }

    private long create(long key, long hash, long orientation, long time) {
        final int lane = index.lane(hash);
        final boolean full = isFull(lane);
        final long victim = full && !refuses ? eviction.victim(hash) : 0;
        final long row = full && victim == 0 ? 0 : rows.take(keys.form(hash));
        if (row == 0) {
            counters.countRefused();
            return 0;
        }
        // Before the victim's on expire runs, which may write another key where the caller has this one.
        keys.put(row, key, hash);
        if (victim != 0) {
            end(victim, time, EndReason.EVICTED.ordinal());
        }
        rows.begin(row, passes.newMarks(), LaneIndex.tag(hash), orientation, time);
        Memory.zero(row + RowLayout.STATE_OFFSET, hotStateBytes);
        Memory.zero(rows.cold(row) + RowLayout.COLD_STATE_OFFSET, coldStateBytes);
        final long number = rows.number(row);
        index.insert(number, hash);
        deadlines.wheel().arm(number, row, time);
        counters.countCreated();
        return row + 1;
    }

    private boolean isFull(int lane) {
        if (isSwept() && index.count(lane) >= limitPerLane) {
            sweep.makeRoom(lane, limitPerLane);
        }
        return index.count(lane) >= limitPerLane;
    }

    /** Whether rows end in {@link #sweep}, and not by deadline. */
    private boolean isSwept() {
        return deadlines.wheel().isSwept();
    }

    /** Ends all that is due, where that would wait for a sweep. */
    public void endSwept() {
        if (isSwept()) {
            sweep.endAll();
        }
    }

    /** The alarm went off: what {@link #approach} foresaw ends here. */
    public void onAlarm() {
        if (isSwept()) {
            forget();
        }
    }

    /** As the contract says; a row that has ended already, and is only held by a pin or its own {@code on expire}, is left alone. */
    @Override
    public void end(long row, long time, long reason) {
        if (!RowStore.isLive(row)) {
            if (Memory.CHECKED && (RowStore.marks(row) & RowStore.ENDED) == 0) {
                throw new IllegalStateException("a row must be live to end: row=" + rows.number(row));
            }
            return;
        }
        if (passes.running() != 0) {
            passes.settle(row);
        }
        forget();
        // No half-done state may be seen from the callback: the row is out of everything before, and its memory is held by a pin.
        RowStore.mark(row, (RowStore.marks(row) ^ RowStore.LIVE ^ RowStore.ENDED) + RowStore.PIN);
        index.remove(rows.number(row), Memory.u32(row + RowLayout.TAG_OFFSET));
        deadlines.wheel().disarm(row);
        counters.countEnded(reason, 1);
        listener.onEnd(row, time, reason);
        rows.unpin(row);
    }

    @Override
    public long form(long row) {
        return rows.form(row);
    }

    @Override
    public long cold(long row) {
        return rows.cold(row);
    }

    @Override
    public void pin(long row) {
        rows.pin(row);
    }

    @Override
    public void unpin(long row) {
        rows.unpin(row);
    }

    /** When the earliest row is due, if that is at {@code clock} or before; else {@link Long#MAX_VALUE}. Ends nothing. */
    public long peekDue(long clock) {
        return deadlines.wheel().peek(clock);
    }

    /** The end of the flow that the last {@link #peekDue} found, ns. */
    public long dueEnd() {
        return deadlines.timeouts().end(deadlines.wheel().dueRow());
    }

    /**
     * Ends the flow that the last {@link #peekDue} found. Done until there is none, flows end in order of their ends; at the same end active
     * before idle ones (these are due 1 ns later), then by hash, unsigned, then by key bytes.
     */
    public void endEarliest() {
        endOver(deadlines.wheel().dueRow());
    }

    /** A lower bound of the instants at which rows are due; {@link Long#MAX_VALUE}: none is. It rises with each {@link #peekDue} that found nothing. */
    public long nextDue() {
        return deadlines.wheel().nextDue();
    }

    /** Brings into the caches what ends that are due by {@code clock} will need, or some of it: alone each would wait for memory twice. */
    public void approachEnds(long clock) {
        deadlines.wheel().approach(clock, index);
    }

    /** Many ends were due by {@code clock}: where that may be, those that are left wait for {@link #workAhead}. */
    public void putOff(long clock) {
        if (sweep != null) {
            sweep.catchUp(clock);
        }
    }

    /** Whether {@link #workAhead} has something to do. */
    public boolean isAnySoonDue(long clock) {
        return deadlines.wheel().isAnySoonDue(clock) || sweep != null && sweep.isCatchingUp();
    }

    /**
     * Looks at about {@code fewest} rows that may soon be due, at up to {@code most} when it must be soon, so that not all of them are left for the instant at which they are.
     * Ends nothing, but where nobody minds the order: there it looks at rows that are due, and ends them. Gives how many it looked at.
     */
    public long workAhead(long clock, long fewest, long most) {
        return isSwept() ? sweep.step(clock, fewest, most) : deadlines.wheel().workAhead(clock, fewest, most);
    }

    /** Ends every row that is live now, in order of start, then hash, unsigned, then key bytes. */
    public void endAll(long time, long reason) {
        // No row is armed before all these have ended, so the deadlines' memory holds the order.
        sort.clear(deadlines.wheel().clear());
        rows.forEach(row -> {
            deadlines.wheel().forget(row);
            sort.add(row);
        });
        sort.sort();
        for (long place = 0; place < sort.count(); place++) {
            final long row = sort.row(place);
            if (RowStore.isLive(row)) {
                end(row, time, reason);
            }
        }
    }

    /** Counts every live row as ended, where nobody hears of it; after that the table may only be closed. */
    public void endAllUnheard(long reason) {
        counters.countEnded(reason, counters.live());
    }

    /** Visits every live row, in the order in which the table uses memory: by ascending address. A row ended on the way is not visited. */
    public void forEachRow(RowVisitor visitor) {
        rows.forEach(visitor);
    }

    /** A way through the rows that takes its time; what holds for {@link #forEachRow} holds for it. The table is open. */
    public RowWalk walk(RowVisitor visitor) {
        return new RowWalk(rows, visitor);
    }

    /** Lets what a first pass and a first end change happen with nothing to do, until {@link #endRehearsal}. */
    public void rehearse() {
        passes.rehearse();
        rows.rehearse();
    }

    public void endRehearsal() {
        passes.endRehearsal();
    }

    public RowPasses passes() {
        return passes;
    }

    /** Bytes of rows and index that have been used so far, free rows among them; the rest of what was taken is address space. Its own thread's. */
    public long bytesInUse() {
        return rows.touchedBytes() + index.touchedBytes();
    }

    /** {@link #bytesInUse} for each live flow; 0 when there is none. Its own thread's. */
    public double bytesPerFlow() {
        return counters.live() == 0 ? 0 : (double) bytesInUse() / counters.live();
    }

    public TableCounters counters() {
        return counters;
    }

    /** Gives the memory back; nothing may be called after it. Ends no rows. */
    @Override
    public void close() {
        Optional.ofNullable(rows).ifPresent(RowStore::close);
        Optional.ofNullable(index).ifPresent(LaneIndex::close);
        Optional.ofNullable(deadlines).ifPresent(Deadlines::close);
        Optional.ofNullable(sweep).ifPresent(EndSweep::close);
        Optional.ofNullable(approach).ifPresent(Approach::close);
    }
}
