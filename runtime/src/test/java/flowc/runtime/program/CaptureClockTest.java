package flowc.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Allocations;
import flowc.runtime.memory.Hash;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.KeyForm;
import flowc.runtime.table.TableSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaptureClockTest {
    private final List<RealTables> opened = new ArrayList<>();
    private Script script;

    @AfterEach
    void release() {
        opened.forEach(RealTables::close);
    }

    private RealTables open(List<TableSettings> tables, EveryBlock... everies) {
        final Setup setup = new Setup(tables, List.of(everies), Setup.KeyHash.GOOD);
        script = new Script(setup, false);
        final RealTables real = new RealTables(setup, script);
        opened.add(real);
        return real;
    }

    private static TableSettings table(long idle, long active) {
        return new TableSettings("t", 8, 0, 8, idle, active, 100, EvictionPolicy.OLDEST, 0);
    }

    private void packet(RealTables tables, int key, long time) {
        tables.advance(time);
        tables.touch(0, key, time, 0);
    }

    private List<String> log() {
        final List<String> taken = List.copyOf(script.log);
        script.log.clear();
        return taken;
    }

    @Test
    void theClockIsTheRunningMaximum() {
        final CaptureClock clock = open(List.of(table(0, 0))).clock();
        assertEquals(Long.MIN_VALUE, clock.now());
        assertEquals(100, clock.advance(100));
        assertEquals(100, clock.advance(50));
        assertEquals(101, clock.advance(101));
        assertEquals(101, clock.now());
    }

    @Test
    void theFirstPacketOpensEveryIntervalAndMarksRunBeforeThePacketThatReachesThem() {
        final RealTables tables = open(List.of(table(0, 0)), new EveryBlock(0, 10, true), new EveryBlock(0, 20, false));
        packet(tables, 1, 100);
        assertEquals(List.of("init 0 at 100", "init 1 at 100"), log());
        packet(tables, 1, 109);
        assertEquals(List.of(), log());
        packet(tables, 1, 120);
        assertEquals(List.of("each 0 0/1 from 100 to 109 rank 0 at 110 elapsed 10", "finish 0 at 110 elapsed 10", "init 0 at 110",
                "each 0 0/1 from 100 to 109 rank 0 at 120 elapsed 10", "finish 0 at 120 elapsed 10", "init 0 at 120",
                "finish 1 at 120 elapsed 20", "init 1 at 120"), log());
    }

    @Test
    void aFlowWhoseIdleTimeoutEndsAtAMarkLivesAtThatMarkAndOneWhoseActiveTimeoutDoesNot() {
        final RealTables idle = open(List.of(table(10, 0)), new EveryBlock(0, 10, true));
        packet(idle, 1, 100);
        idle.advance(200);
        assertEquals(List.of("init 0 at 100", "each 0 0/1 from 100 to 100 rank 0 at 110 elapsed 10", "finish 0 at 110 elapsed 10", "init 0 at 110",
                "each 0 0/1 from 100 to 100 rank 0 at 110 elapsed 0", "end 0/1 from 100 to 100 rank 0 at 110 IDLE", "finish 0 at 120 elapsed 10"), log().subList(0, 7));
        final RealTables active = open(List.of(table(0, 10)), new EveryBlock(0, 10, true));
        packet(active, 1, 100);
        active.advance(110);
        assertEquals(List.of("init 0 at 100", "each 0 0/1 from 100 to 100 rank 0 at 110 elapsed 10", "end 0/1 from 100 to 100 rank 0 at 110 ACTIVE",
                "finish 0 at 110 elapsed 10", "init 0 at 110"), log());
    }

    @Test
    void endsOfSeveralTablesRunInOneOrderOfTime() {
        final RealTables tables = open(List.of(table(30, 0), table(20, 0), table(0, 30)));
        tables.advance(100);
        tables.touch(2, 1, 100, 0);
        tables.touch(1, 2, 100, 0);
        tables.touch(0, 3, 100, 0);
        tables.touch(1, 4, 110, 0);
        tables.touch(0, 5, 95, 0);
        tables.advance(1_000);
        assertEquals(List.of("end 1/2 from 100 to 100 rank 0 at 120 IDLE", "end 0/5 from 95 to 95 rank 0 at 125 IDLE",
                "end 2/1 from 100 to 100 rank 0 at 130 ACTIVE", "end 0/3 from 100 to 100 rank 0 at 130 IDLE", "end 1/4 from 110 to 110 rank 0 at 130 IDLE"), log());
    }

    @Test
    void aGapRunsAThousandMarksAndStaysOnTheGrid() {
        final RealTables tables = open(List.of(table(0, 0)), new EveryBlock(0, 10, false));
        packet(tables, 1, 100);
        log();
        tables.advance(100 + 10 * 1_000 + 9);
        assertEquals(2_000, log().size());
        assertEquals(0, tables.clock().skippedMarks());
        tables.advance(10_100 + 10 * 1_003 + 5);
        final List<String> gap = log();
        assertEquals(2_000, gap.size());
        assertEquals("init 0 at 20100", gap.getLast());
        assertEquals(3, tables.clock().skippedMarks());
        tables.advance(20_139);
        assertEquals(List.of(), log());
        tables.advance(20_140);
        assertEquals(List.of("finish 0 at 20140 elapsed 40", "init 0 at 20140"), log());
    }

    @Test
    void aGapOfAllTimeEndsSoon() {
        final RealTables tables = open(List.of(table(5, 0)), new EveryBlock(0, 1, false));
        packet(tables, 1, Long.MIN_VALUE + 1);
        tables.advance(Long.MAX_VALUE);
        tables.advance(Long.MAX_VALUE);
        // Two numbers of 63 bits apart: as unsigned numbers the count is right.
        assertEquals(Long.MAX_VALUE - (Long.MIN_VALUE + 1) - 1_000, tables.clock().skippedMarks());
        tables.endOfInput();
        assertEquals(0, tables.clock().table(0).counters().live());
    }

    @Test
    void aLatePacketsFlowEndsBeforeTheNextPacket() {
        final RealTables tables = open(List.of(table(10, 0)), new EveryBlock(0, 100, true));
        packet(tables, 1, 100);
        tables.advance(200);
        log();
        packet(tables, 2, 120);
        assertEquals(List.of(), log());
        tables.advance(200);
        assertEquals(List.of("each 0 0/2 from 120 to 120 rank 0 at 130 elapsed 0", "end 0/2 from 120 to 120 rank 0 at 130 IDLE"), log());
    }

    @Test
    void theEndOfInputRunsAPartialPassAndThenEndsFlowsTableByTable() {
        final RealTables tables = open(List.of(table(0, 0), table(0, 0)), new EveryBlock(0, 100, true), new EveryBlock(1, 30, true));
        packet(tables, 1, 100);
        tables.touch(1, 2, 90, 0);
        packet(tables, 1, 140);
        log();
        tables.endOfInput();
        assertEquals(List.of("each 0 0/1 from 100 to 140 rank 0 at 140 elapsed 40", "finish 0 at 140 elapsed 40",
                "each 1 1/2 from 90 to 90 rank 0 at 140 elapsed 10", "finish 1 at 140 elapsed 10",
                "end 0/1 from 100 to 140 rank 0 at 140 END", "end 1/2 from 90 to 90 rank 0 at 140 END"), log());
        tables.endOfInput();
        assertEquals(List.of(), log());
    }

    @Test
    void withoutAPacketNothingHappens() {
        final RealTables tables = open(List.of(table(5, 5)), new EveryBlock(0, 100, true));
        tables.endOfInput();
        assertEquals(List.of(), log());
    }

    @Test
    void aFlowThatEndsItselfInEachHasItOnceForThatBlockAndForTheOthersToo() {
        final Setup setup = new Setup(List.of(table(0, 0)), List.of(new EveryBlock(0, 10, true), new EveryBlock(0, 25, true)), Setup.KeyHash.GOOD);
        script = new Script(setup, true);
        final RealTables tables = new RealTables(setup, script);
        opened.add(tables);
        // The script ends a flow in each when key + time is a multiple of 7.
        packet(tables, 2, 100);
        log();
        tables.advance(110);
        assertEquals(List.of("each 0 0/2 from 100 to 100 rank 0 at 110 elapsed 10", "each 1 0/2 from 100 to 100 rank 0 at 110 elapsed 10",
                "end 0/2 from 100 to 100 rank 0 at 110 EXPIRED", "finish 0 at 110 elapsed 10", "init 0 at 110"), log());
    }

    @Test
    void readsSettingsFromTheFrameOfAConfiguredProgram() {
        try (Region frame = Region.allocate(64, "a test's frame")) {
            Memory.putI64(frame.address(), 30);
            Memory.putI64(frame.address() + 8, 2);
            Memory.putI64(frame.address() + 16, 50);
            final TrackerDescriptor tracker = new TrackerDescriptor("t", "T", "t.flow", "", 64, 0, 0, List.of(),
                    List.of(new TrackerDescriptor.Table("flows", 8, 0, 8, 0, 0, -1, 8, EvictionPolicy.REFUSE, -1)), List.of(),
                    List.of(new TrackerDescriptor.Every(0, 16, true, false, List.of(), List.of(), false)), List.of(), List.of(), List.of(), List.of());
            final Setup setup = new Setup(List.of(table(30, 0)), List.of(new EveryBlock(0, 50, true)), Setup.KeyHash.GOOD);
            script = new Script(setup, false);
            try (CaptureClock clock = new CaptureClock(1); RealTables tables = new RealTables(setup, script, clock, frame.address())) {
                clock.open(tracker, tables, 77, List.of());
                Memory.putI64(frame.address() + 24, 1);
                assertEquals(Hash.words(frame.address() + 24, 1, 77), clock.table(0).hash(frame.address() + 24, KeyForm.WIDE));
                packet(tables, 1, 100);
                packet(tables, 2, 100);
                packet(tables, 3, 100);
                assertEquals(1, clock.table(0).counters().refused());
                tables.advance(150);
                assertEquals("finish 0 at 150 elapsed 50", script.log.get(script.log.size() - 2));
                assertEquals(2, script.log.stream().filter(line -> line.endsWith(" at 130 IDLE")).count());
            }
        }
    }

    @Test
    void refusesAPeriodThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new EveryBlock(0, 0, false));
    }

    @Test
    void aMillionPacketsAllocateNothing() {
        try (CaptureClock clock = new CaptureClock(2); Region key = Region.allocate(8, "a test's key"); Region frame = Region.allocate(8, "a frame")) {
            final QuietProgram program = new QuietProgram(frame.address());
            clock.open(List.of(table(3_000, 9_000), table(0, 7_000)), List.of(new EveryBlock(0, 3_000, true), new EveryBlock(1, 12_500, true)), program);
            final long[] sent = {0};
            final long allocated = Allocations.fewestBytes(() -> {
                packets(clock, key.address(), sent[0], 1_000_000);
                sent[0] += 1_000_000;
            });
            assertTrue(Allocations.isNone(allocated), allocated + " bytes in a million packets");
            assertTrue(program.calls > 500_000, program.calls + " callbacks");
        }
    }

    private static void packets(CaptureClock clock, long key, long from, long count) {
        for (long i = from; i < from + count; i++) {
            clock.advance(i * 10);
            Memory.putI64(key, (i & 3) == 0 ? i : i & 31);
            final long hash = Memory.i64(key) * 0x9e3779b97f4a7c15L;
            clock.table((int) (i & 1)).touch(key, hash, 0, i * 10);
        }
    }

    /** Counts its callbacks, keeps nothing. */
    private static final class QuietProgram extends PacketlessProgram {
        long calls;

        QuietProgram(long frame) {
            super(frame);
        }

        @Override
        public void onExpire(long table, long row, long time, long reason) {
            calls++;
        }

        @Override
        public long rank(long table, long row) {
            return 0;
        }

        @Override
        public void onInit(long every, long time) {}

        @Override
        public void onEach(long every, long row, long time, long elapsed) {
            calls++;
        }

        @Override
        public void onFinish(long every, long time, long elapsed) {}
    }
}
