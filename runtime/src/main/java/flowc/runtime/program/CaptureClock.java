package flowc.runtime.program;

import flowc.runtime.table.EndOrder;
import flowc.runtime.table.EndReason;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.TableSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The capture clock of one worker, its tables, and what is due on them. The clock is the running maximum of packet times. Before a packet is
 * handled everything due up to the clock runs, one after the other in order of time:
 * <ul>
 * <li>ends of flows, in order of their ends; at the same end active before idle ones (due 1 ns later), then by table in declaration order,
 *     hash (unsigned) and key bytes. A flow whose idle timeout ends at a mark lives at that mark, one whose active timeout does not. Tables where nobody minds the order end idle
 *     flows between bursts, or when they are looked for, or before a mark.
 * <li>marks of {@code every} blocks at first packet + k · period, after the ends due by then; equal marks in declaration order. A gap runs at
 *     most 1,000 marks a block; {@link #skippedMarks} counts the others.
 * </ul>
 * Use: construct, give the {@link #table tables} to the program's constructor, configure the program, {@link #open}, then per packet
 * {@link #advance} and between bursts {@link #housekeep}, at last {@link #endOfInput} and {@link #close}. The worker's thread only, {@link #skippedMarks} and the tables' counters aside.
 */
public final class CaptureClock extends Schedule implements AutoCloseable {
    /** A gap in the packets runs no more marks of a block than this. */
    public static final long MARKS_PER_GAP = Interval.MARKS_PER_GAP;

    private static final long NEVER = Long.MAX_VALUE;

    /** One in so many waits for a few ends is timed, since reading a clock twice costs as much as half an end. */
    private static final int TIMED_ONE_OF = 16;

    /** A wait for more ends and marks than that is timed from there on. */
    private static final int FEW = 8;

    private final RowEnds[] ends;
    private final HashFlowTable[] tables;
    private final HousekeepingPace pace;
    private final SpreadPasses passes;
    private final HousekeepingTime time = new HousekeepingTime();
    private final AtomicLong skippedMarks = new AtomicLong();
    private final Rehearsals rehearsals = new Rehearsals();
    private Interval[] intervals = {};
    /** The clock when {@link #housekeep} was called last. */
    private long housekept = Long.MIN_VALUE;
    /** For a few ends and no mark. */
    private long waits;
    /** Whether the next look at what is due rehearses, and whether the last one did. */
    private boolean willRehearse;
    private boolean isRehearsal;
    private boolean hearsEnds;
    private boolean started;
    private boolean ended;

    public CaptureClock(int tableCount) {
        this(tableCount, HousekeepingPace.USUAL);
    }

    CaptureClock(int tableCount, HousekeepingPace pace) {
        this.pace = pace;
        passes = new SpreadPasses(pace);
        ends = IntStream.range(0, tableCount).mapToObj(RowEnds::new).toArray(RowEnds[]::new);
        tables = Stream.of(ends).map(end -> new HashFlowTable(end, this)).toArray(HashFlowTable[]::new);
    }

    /** The table of an index, the same object for ever; not usable before {@link #open}. */
    public HashFlowTable table(int index) {
        return tables[index];
    }

    public int tableCount() {
        return tables.length;
    }

    /**
     * Opens the tables with the settings that {@code program}, configured, left in its frame.
     *
     * @throws IllegalArgumentException for a limit or a period out of range
     * @throws flowc.runtime.memory.OutOfMemoryRegionException when the machine has not the memory that the limits need
     */
    public void open(TrackerDescriptor tracker, FlowProgram program, long seed, List<TopRows> tops) {
        final long frame = program.frame;
        open(tracker.tables().stream().map(table -> table.settings(frame, seed)).toList(),
                tracker.everies().stream().map(every -> EveryBlock.of(every, frame, tops)).toList(), program);
    }

    /** The same from plain settings: one for each table, in declaration order. */
    public void open(List<TableSettings> settings, List<EveryBlock> everies, FlowProgram program) {
        for (int i = 0; i < tables.length; i++) {
            final int table = i;
            hearsEnds |= program.hearsEnds(i);
            // 'each' of rows that end may come in any order if it may be spread.
            final boolean minds = everies.stream().anyMatch(every -> every.table() == table && every.hasEach() && !every.isSpread());
            tables[i].open(settings.get(i), minds ? EndOrder.STRICT : endOrder(program, i));
        }
        intervals = new Interval[everies.size()];
        for (int every = 0; every < intervals.length; every++) {
            final EveryBlock block = everies.get(every);
            intervals[every] = new Interval(every, block, tables[block.table()], program, passes);
        }
        for (int i = 0; i < tables.length; i++) {
            final int table = i;
            ends[i].connect(program, tables[i], passes, IntStream.range(0, intervals.length).filter(every -> everies.get(every).table() == table)
                    .mapToObj(every -> intervals[every]).toArray(Interval[]::new));
        }
    }

    private static EndOrder endOrder(FlowProgram program, int table) {
        if (!program.hearsEnds(table)) {
            return EndOrder.ANY;
        }
        return program.endsMayWait(table) ? EndOrder.STRICT_FOR_FEW : EndOrder.STRICT;
    }

    /** Does a little of what is not bound to an instant: to be called once a burst, between bursts. Changes nothing that a program can see but when it does it. */
    public void housekeep() {
        approachEnds();
        if (passes.areRunning() || isAnySoonDue()) {
            work();
        }
        endRehearsal();
        if (rehearsals.isDue()) {
            willRehearse = true;
            set(Math.min(due(), now()));
        }
    }

    private void work() {
        final long begin = System.nanoTime();
        passes.step(now());
        for (final HashFlowTable table : tables) {
            table.workAhead(now(), pace.fewest(), pace.most());
        }
        time.add(System.nanoTime() - begin, 1);
    }

    /** Those that will be due in the next burst, should it take as long as the one before. */
    private void approachEnds() {
        final long soon = now() + (now() - housekept);
        housekept = now();
        for (final HashFlowTable table : tables) {
            table.approachEnds(soon);
        }
    }

    /** From one packet to the end of its burst all is as if a pass ran that no row awaits. */
    private void rehearse() {
        willRehearse = false;
        isRehearsal = true;
        passes.rehearse();
        for (final HashFlowTable table : tables) {
            table.rehearse();
        }
    }

    boolean isRehearsal() {
        return isRehearsal;
    }

    private void endRehearsal() {
        if (isRehearsal) {
            isRehearsal = false;
            passes.endRehearsal();
            for (final HashFlowTable table : tables) {
                table.endRehearsal();
            }
        }
    }

    private boolean isAnySoonDue() {
        for (final HashFlowTable table : tables) {
            if (table.isAnySoonDue(now())) {
                return true;
            }
        }
        return false;
    }

    public HousekeepingTime housekeepingTime() {
        return time;
    }

    /** Marks that did not run because their gap had more than 1,000. Any thread. */
    public long skippedMarks() {
        return skippedMarks.getOpaque();
    }

    @Override
    protected void runDue(long clock) {
        if (!started) {
            started = true;
            for (final Interval interval : intervals) {
                interval.open(clock);
            }
        }
        for (final Interval interval : intervals) {
            interval.beginGap();
        }
        if (willRehearse) {
            rehearse();
        }
        runAllDue(clock);
        for (final HashFlowTable table : tables) {
            table.onAlarm();
        }
        set(nextEvent());
    }

    /** Each step may make more due. */
    private void runAllDue(long clock) {
        final boolean hasMark = earliestMark(clock) != null;
        long begin = hasMark || waits++ % TIMED_ONE_OF == 0 ? System.nanoTime() : NEVER;
        long steps = 0;
        while (runEarliest(clock)) {
            if (++steps == FEW && begin == NEVER) {
                begin = System.nanoTime();
            }
            if (steps % pace.mostEnds() == 0) {
                putOff(clock);
            }
        }
        if (begin != NEVER) {
            time.add(System.nanoTime() - begin, hasMark || steps >= FEW ? 1 : TIMED_ONE_OF);
        }
    }

    /** A packet has waited for as many ends as may be: those that may come after it do. */
    private void putOff(long clock) {
        for (final HashFlowTable table : tables) {
            table.putOff(clock);
        }
    }

    /** Runs the earliest thing that is due; false when nothing is. */
    private boolean runEarliest(long clock) {
        final Interval mark = earliestMark(clock);
        final HashFlowTable table = earliestEnd(mark == null ? clock : mark.nextMark());
        if (table != null) {
            reach(table.dueEnd());
            table.endEarliest();
        } else if (mark != null) {
            reach(mark.nextMark());
            final long skipped = mark.runMark(clock);
            skippedMarks.setOpaque(skippedMarks.getPlain() + skipped);
        }
        return table != null || mark != null;
    }

    private Interval earliestMark(long clock) {
        Interval earliest = null;
        for (final Interval interval : intervals) {
            if (interval.hasMark(clock) && (earliest == null || interval.nextMark() < earliest.nextMark())) {
                earliest = interval;
            }
        }
        return earliest;
    }

    private HashFlowTable earliestEnd(long clock) {
        HashFlowTable earliest = null;
        long earliestDue = NEVER;
        for (final HashFlowTable table : tables) {
            final long due = table.peekDue(clock);
            if (due < earliestDue || (due == earliestDue && due != NEVER && table.dueEnd() < earliest.dueEnd())) {
                earliest = table;
                earliestDue = due;
            }
        }
        return earliest;
    }

    private long nextEvent() {
        long next = NEVER;
        for (final HashFlowTable table : tables) {
            next = Math.min(next, table.nextDue());
        }
        for (final Interval interval : intervals) {
            next = Math.min(next, interval.nextMark());
        }
        return next;
    }

    /**
     * Runs what is due, a last partial pass of every {@code every} block, and ends all flows at the clock's time with reason {@code END}.
     * Nothing when there was no packet; a second call does nothing.
     */
    public void endOfInput() {
        if (!started || ended) {
            return;
        }
        ended = true;
        runDue(now());
        Stream.of(tables).forEach(HashFlowTable::endSwept);
        passes.finishAll();
        for (final Interval interval : intervals) {
            interval.finish(now());
        }
        if (hearsEnds) {
            endAll();
        } else {
            Stream.of(tables).forEach(table -> table.endAllUnheard(EndReason.END.ordinal()));
        }
    }

    /** A flow's end may make a flow in another table; since they depend on each other in one direction only, few rounds end them all. */
    private void endAll() {
        for (int round = 0; round <= tables.length; round++) {
            for (final HashFlowTable table : tables) {
                table.endAll(now(), EndReason.END.ordinal());
            }
        }
    }

    @Override
    public void close() {
        for (final HashFlowTable table : tables) {
            table.close();
        }
        for (final Interval interval : intervals) {
            if (interval != null) {
                interval.close();
            }
        }
    }
}
