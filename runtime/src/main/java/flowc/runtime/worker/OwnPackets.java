package flowc.runtime.worker;

import flowc.runtime.export.ChunkSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Prefetch;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.LaneRange;
import flowc.runtime.table.TouchLayout;
import java.util.List;

/** Handles what is one worker's own of prepared batches. The worker's thread. */
final class OwnPackets {
    /** Few enough that what was brought ahead for several pieces stays in a core's first cache. */
    private static final int PIECE_PACKETS = PacketBurst.CAPACITY / 2;

    /** So many pieces before a piece is handled its packets are brought, what indexes say of them, and its rows. */
    private static final int FETCHED_AHEAD = 3;
    private static final int INDEX_AHEAD = 2;
    private static final int ROWS_AHEAD = 1;

    private final int worker;
    private final FlowProgram program;
    private final CaptureClock clock;
    private final ChunkSink sink;
    private final int slotBytes;
    /** Touches that may be invalid in a packet that is here, or are another worker's. */
    private final int[] maskedTouches;
    /** By these: the lanes that are here, and their {@link Placement#laneShift}. */
    private final LaneRange[] ownLanes;
    private final int[] laneShifts;
    private long handled;
    /** Written so that no load can be left out. */
    private long loaded;
    /** The first of the batch's own packets that is not handled yet. */
    private int next;
    private final TrafficCount skipped = new TrafficCount();

    OwnPackets(int worker, Instance instance, Placement placement, TrackerDescriptor descriptor) {
        this.worker = worker;
        this.program = instance.program();
        this.clock = instance.clock();
        this.sink = instance.sink();
        this.slotBytes = descriptor.slotBytes();
        final List<Integer> touched = placement.touchedTables();
        // A packet comes here because of a valid touch; if there is only one table, it is that one's.
        final List<Integer> masked = touched.size() == 1 ? List.of() : touched;
        this.maskedTouches = masked.stream().mapToInt(table -> descriptor.tables().get(table).touch()).toArray();
        this.ownLanes = masked.stream().map(table -> placement.lanes(table, worker)).toArray(LaneRange[]::new);
        this.laneShifts = masked.stream().mapToInt(table -> Placement.laneShift(placement.laneCount(table))).toArray();
    }

    long handled() {
        return handled;
    }

    /** Own packets that were not handled. */
    TrafficCount skipped() {
        return skipped;
    }

    /** Handles the own packets of a batch; before those at ticks the clock runs. */
    void handle(Batch batch) {
        final int end = batch.length(worker);
        int from = 0;
        for (int tick = 0; tick < batch.tickCount(); tick++) {
            final int to = batch.placeOfTick(tick, worker);
            handle(batch, from, to);
            from = to;
            clock.advance(batch.clock(batch.tick(tick)));
        }
        handle(batch, from, end);
        end(batch);
    }

    /** Only runs the clock, and counts what is not handled of the batch's own packets. */
    void skip(Batch batch) {
        for (int at = next; at < batch.length(worker); at++) {
            skipped.add(batch.burst(worker, at) + at % PacketBurst.CAPACITY * PacketLayout.BYTES, 1);
        }
        for (int tick = 0; tick < batch.tickCount(); tick++) {
            clock.advance(batch.clock(batch.tick(tick)));
        }
        end(batch);
    }

    /** Flows end in time at a worker that gets no packets, too. */
    private void end(Batch batch) {
        next = 0;
        if (batch.clock() != Long.MIN_VALUE) {
            clock.advance(batch.clock());
        }
        clock.housekeep();
        sink.flush();
    }

    /** In pieces; while one is handled, what the next ones will need is on its way: their lines from other cores, then those of tables' indexes, then rows. */
    private void handle(Batch batch, int from, int to) {
        if (from == to) {
            return;
        }
        program.beginBursts();
        final int first = from / PIECE_PACKETS;
        final int pieces = (to - 1) / PIECE_PACKETS - first + 1;
        for (int piece = -FETCHED_AHEAD; piece < pieces; piece++) {
            for (int ahead = FETCHED_AHEAD; ahead >= 0; ahead--) {
                final int place = piece + ahead;
                if (place >= 0 && place < pieces) {
                    final int at = Math.max(from, (first + place) * PIECE_PACKETS);
                    phase(ahead, batch, at, Math.min(to, (first + place + 1) * PIECE_PACKETS) - at);
                }
            }
        }
    }

    private void phase(int ahead, Batch batch, int at, int count) {
        final int place = at % PacketBurst.CAPACITY;
        final long packets = batch.burst(worker, at) + place * PacketLayout.BYTES;
        final long slots = batch.burst(worker, at) + DealtMemory.SLOTS_OFFSET + (long) place * slotBytes;
        switch (ahead) {
            case FETCHED_AHEAD -> fetch(packets, slots, count);
            case INDEX_AHEAD -> {
                mask(slots, count);
                program.bringIndex(count, slots);
            }
            case ROWS_AHEAD -> program.bringRows(count, slots);
            default -> {
                program.handleBurst(packets, count, slots);
                clock.housekeep();
                handled += count;
                next = at + count;
            }
        }
    }

    /** Another core has left them. */
    private void fetch(long packets, long slots, int count) {
        loaded += Prefetch.bringSuccessive(packets, count * PacketLayout.BYTES) + Prefetch.bringSuccessive(slots, (long) count * slotBytes);
    }

    /** Invalidates touches of rows that others own. */
    private void mask(long slots, int count) {
        for (int table = 0; table < maskedTouches.length; table++) {
            final int shift = laneShifts[table];
            final long firstLane = ownLanes[table].first();
            final long endLane = ownLanes[table].end();
            final long end = slots + maskedTouches[table] + (long) count * slotBytes;
            for (long touch = slots + maskedTouches[table]; touch != end; touch += slotBytes) {
                final long lane = Memory.i64(touch + TouchLayout.HASH_OFFSET) >>> shift >>> 1;
                if (Memory.i64(touch + TouchLayout.VALID_OFFSET) == TouchLayout.NONE || lane < firstLane || lane >= endLane) {
                    Memory.putI64(touch + TouchLayout.VALID_OFFSET, TouchLayout.NONE);
                    // A table may look where a hash leads before it asks whether the touch is valid.
                    Memory.putI64(touch + TouchLayout.HASH_OFFSET, firstLane << shift << 1);
                }
            }
        }
    }
}
