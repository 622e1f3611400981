package flowc.runtime.program;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.table.EndReason;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.KeyForm;
import flowc.runtime.table.RowLayout;
import flowc.runtime.table.TableCounters;
import flowc.runtime.table.TouchLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The tables and the clock under test, driven as generated code drives them. The first state word is the rank, the others must be zeros at first. */
final class RealTables extends PacketlessProgram implements Machine, AutoCloseable {
    static final int BURST = 16;
    private static final long TOUCH_BYTES = TouchLayout.KEY_OFFSET + 64;

    private record Pin(HashFlowTable table, long row) {}

    private final Setup setup;
    private final Script script;
    private final CaptureClock clock;
    private final Region burst = Region.allocate(BURST * TOUCH_BYTES, "a test's packets");
    private final Region scratch = Region.allocate(256, "a test's keys");
    private final Map<List<Integer>, Long> hashes = new HashMap<>();
    private final Deque<Pin> pins = new ArrayDeque<>();
    private final Sums sums;

    RealTables(Setup setup, Script script) {
        this(setup, script, HousekeepingPace.USUAL);
    }

    RealTables(Setup setup, Script script, HousekeepingPace pace) {
        this(setup, script, new CaptureClock(setup.tables().size(), pace), 0, null);
        clock.open(setup.tables(), setup.everies(), this);
    }

    /** With variables in its blocks, of which those that {@code isSpread} says are spread. */
    RealTables(Setup setup, Script script, HousekeepingPace pace, Sums sums, boolean isSpread) {
        this(setup, script, new CaptureClock(setup.tables().size(), pace), sums.frame(), sums);
        clock.open(setup.tables(), IntStream.range(0, setup.everies().size()).mapToObj(every -> sums.block(every, setup.everies().get(every), isSpread)).toList(), this);
    }

    /** With a frame, and a clock that the caller opens. */
    RealTables(Setup setup, Script script, CaptureClock clock, long frame) {
        this(setup, script, clock, frame, null);
    }

    private RealTables(Setup setup, Script script, CaptureClock clock, long frame, Sums sums) {
        super(frame);
        this.setup = setup;
        this.script = script;
        this.clock = clock;
        this.sums = sums;
    }

    /** Ends what is due, where that would wait for a sweep, so that contents and counters are those of the clock. */
    void endSwept() {
        IntStream.range(0, clock.tableCount()).forEach(table -> clock.table(table).endSwept());
    }

    CaptureClock clock() {
        return clock;
    }

    @Override
    public void advance(long time) {
        clock.advance(time);
    }

    @Override
    public void endOfInput() {
        clock.endOfInput();
    }

    private static void useUp(long state, long bytes) {
        for (long offset = 0; offset < bytes; offset += 8) {
            if (Memory.i64(state + offset) != 0) {
                throw new AssertionError("the state of a new row must be zeros");
            }
            Memory.putI64(state + offset, -1);
        }
    }

    @Override
    public Touch touch(int table, int key, long time, long rank) {
        final long key0 = putKey(table, key);
        return touched(table, clock.table(table).touch(key0, hash(table, key), key, time), rank);
    }

    /** Looks for the rows of packets with these keys, to be touched one by one. */
    void approach(int table, List<Integer> keys) {
        for (int place = 0; place < keys.size(); place++) {
            final int key = keys.get(place);
            final long touch = burst.address() + place * TOUCH_BYTES;
            putKey(table, key, touch + TouchLayout.KEY_OFFSET);
            Memory.putI64(touch + TouchLayout.VALID_OFFSET, TouchLayout.touched(KeyForm.WIDE));
            Memory.putI64(touch + TouchLayout.HASH_OFFSET, hash(table, key));
        }
        clock.table(table).approach(burst.address(), TOUCH_BYTES, keys.size());
    }

    /** Touches with the packet that was approached as the {@code place}-th. */
    Touch touchApproached(int table, int place, long time, long rank) {
        return touched(table, clock.table(table).touch(burst.address() + place * TOUCH_BYTES, time), rank);
    }

    private Touch touched(int table, long touched, long rank) {
        if (touched == 0) {
            return Touch.REFUSED;
        }
        final long row = touched & -2;
        final long state = row + RowLayout.STATE_OFFSET;
        if (touched != row) {
            useUp(state, setup.tables().get(table).hotStateBytes());
            useUp(clock.table(table).cold(row) + RowLayout.COLD_STATE_OFFSET, setup.tables().get(table).coldStateBytes());
        }
        Memory.putI64(state, rank);
        return touched == row ? Touch.FOUND : Touch.CREATED;
    }

    @Override
    public boolean contains(int table, int key) {
        return find(table, key) != 0;
    }

    @Override
    public void refresh(int table, int key, long time) {
        final long row = find(table, key);
        if (row != 0) {
            clock.table(table).refresh(row, time);
        }
    }

    @Override
    public void expire(int table, int key, long time) {
        final long row = find(table, key);
        if (row != 0) {
            clock.table(table).end(row, time, EndReason.EXPIRED.ordinal());
        }
    }

    @Override
    public void expireRow(int table, Object row, long time) {
        clock.table(table).end((Long) row, time, EndReason.EXPIRED.ordinal());
    }

    @Override
    public void pin(int table, int key) {
        final long row = find(table, key);
        if (row != 0) {
            clock.table(table).pin(row);
            pins.add(new Pin(clock.table(table), row));
        }
    }

    @Override
    public void unpin() {
        if (!pins.isEmpty()) {
            final Pin pin = pins.remove();
            pin.table.unpin(pin.row);
        }
    }

    @Override
    public List<String> contents() {
        final List<String> rows = new ArrayList<>();
        for (int table = 0; table < setup.tables().size(); table++) {
            final int index = table;
            clock.table(table).forEachRow(row -> rows.add(text(index, row)));
        }
        return rows.stream().sorted().toList();
    }

    @Override
    public String counters() {
        final StringBuilder text = new StringBuilder();
        for (int table = 0; table < setup.tables().size(); table++) {
            final TableCounters counters = clock.table(table).counters();
            text.append(counters.created()).append(" created ").append(counters.refused()).append(" refused ").append(counters.live()).append(" live");
            for (final EndReason reason : EndReason.values()) {
                text.append(' ').append(counters.ended(reason));
            }
            text.append("; ");
        }
        return text.append(clock.skippedMarks()).append(" skipped").toString();
    }

    private long putKey(int table, int key) {
        putKey(table, key, scratch.address());
        return scratch.address();
    }

    private void putKey(int table, int key, long place) {
        final byte[] bytes = setup.keyBytes(table, key);
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(place + i, bytes[i]);
        }
    }

    private long find(int table, int key) {
        return clock.table(table).find(putKey(table, key), hash(table, key));
    }

    private long hash(int table, int key) {
        return hashes.computeIfAbsent(List.of(table, key), _ -> setup.hash(table, key));
    }

    private int key(int table, long row) {
        return (int) Memory.i64(row + RowLayout.keyOffset(setup.tables().get(table).hotStateBytes()) + setup.keyLength(table, clock.table(table).form(row)) - Long.BYTES);
    }

    private String text(int table, long row) {
        return rowText(table, key(table, row), Memory.i64(clock.table(table).cold(row) + RowLayout.START_OFFSET), Memory.i64(row + RowLayout.LAST_SEEN_OFFSET),
                Memory.i64(row + RowLayout.STATE_OFFSET));
    }

    private Script.RowView view(int table, long row) {
        return new Script.RowView(table, row, key(table, row), text(table, row));
    }

    static String rowText(int table, int key, long start, long lastSeen, long rank) {
        return table + "/" + key + " from " + start + " to " + lastSeen + " rank " + rank;
    }

    @Override
    public boolean hearsEnds(long table) {
        return setup.hearsEnds();
    }

    @Override
    public boolean endsMayWait(long table) {
        return setup.ends() == Setup.Ends.HEARD_LATE;
    }

    @Override
    public void onExpire(long table, long row, long time, long reason) {
        script.onExpire(this, view((int) table, row), time, reason);
    }

    @Override
    public long rank(long table, long row) {
        return Memory.i64(row + RowLayout.STATE_OFFSET);
    }

    @Override
    public void onInit(long every, long time) {
        script.onInit(this, (int) every, time);
        if (sums != null) {
            sums.init((int) every);
        }
    }

    @Override
    public void onEach(long every, long row, long time, long elapsed) {
        final int table = setup.everies().get((int) every).table();
        script.onEach(this, (int) every, view(table, row), time, elapsed);
        if (sums != null) {
            sums.each((int) every, key(table, row), row + RowLayout.STATE_OFFSET);
        }
    }

    @Override
    public void onFinish(long every, long time, long elapsed) {
        script.onFinish(this, (int) every, time, elapsed);
        if (sums != null) {
            script.log.add("sums " + every + " at " + time + sums.text((int) every));
        }
    }

    @Override
    public void close() {
        clock.close();
        scratch.close();
        burst.close();
    }
}
