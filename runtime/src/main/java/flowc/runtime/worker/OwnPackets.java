package flowc.runtime.worker;

import flowc.runtime.export.ChunkSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.TouchLayout;
import java.util.List;

/** Handles what is one worker's own of prepared batches: copies it into bursts and hands these to the program. The worker's thread. */
final class OwnPackets implements AutoCloseable {
    private final int worker;
    private final FlowProgram program;
    private final CaptureClock clock;
    private final ChunkSink sink;
    private final int slotBytes;
    private final Region region;
    private final long packets;
    private final long slots;
    /** Touches that may be invalid in a packet that is here, or are another worker's. */
    private final int[] maskedTouches;
    /** By these: 0, or what keeps a valid word: all bits. */
    private final long[] ownMasks;
    /** By these: a hash of a lane that is here, for touches that are not valid: a table may look where a hash leads before it asks. */
    private final long[] ownHashes;
    /** By these: how far beyond that hash the lanes go that are here. */
    private final long[] ownSpans;
    private long handled;

    OwnPackets(int worker, Instance instance, Placement placement, TrackerDescriptor descriptor) {
        this.worker = worker;
        this.program = instance.program();
        this.clock = instance.clock();
        this.sink = instance.sink();
        this.slotBytes = descriptor.slotBytes();
        this.region = Region.allocate(PacketBurst.CAPACITY * (PacketLayout.BYTES + slotBytes), "a worker's packets");
        this.packets = region.address();
        this.slots = packets + PacketBurst.CAPACITY * PacketLayout.BYTES;
        final List<Integer> touched = placement.touchedTables();
        // A packet comes here because of a valid touch; if there is only one table, it is that one's.
        final List<Integer> masked = touched.size() == 1 ? List.of() : touched;
        this.maskedTouches = masked.stream().mapToInt(table -> descriptor.tables().get(table).touch()).toArray();
        this.ownMasks = masked.stream().mapToLong(table -> placement.owns(table, worker) ? -1 : 0).toArray();
        this.ownHashes = masked.stream().mapToLong(table -> placement.firstHash(table, worker)).toArray();
        this.ownSpans = masked.stream().mapToLong(table -> placement.hashSpan(table, worker)).toArray();
    }

    long handled() {
        return handled;
    }

    /** Handles the own packets of a batch; before those at ticks the clock runs. */
    void handle(Batch batch) {
        final int end = batch.listLength(worker);
        int from = 0;
        for (int tick = 0; tick < batch.tickCount(); tick++) {
            final int packet = batch.tick(tick);
            int to = from;
            while (to < end && number(batch, to) < packet) {
                to++;
            }
            handle(batch, from, to);
            from = to;
            clock.advance(batch.clock(packet));
        }
        handle(batch, from, end);
        end(batch);
    }

    /** Only runs the clock. */
    void skip(Batch batch) {
        for (int tick = 0; tick < batch.tickCount(); tick++) {
            clock.advance(batch.clock(batch.tick(tick)));
        }
        end(batch);
    }

    /** Flows end in time at a worker that gets no packets, too. */
    private void end(Batch batch) {
        if (batch.clock() != Long.MIN_VALUE) {
            clock.advance(batch.clock());
        }
        clock.housekeep();
        sink.flush();
    }

    private int number(Batch batch, int place) {
        return (int) Memory.u16(batch.list(worker) + (long) place * Short.BYTES);
    }

    private void handle(Batch batch, int from, int to) {
        for (int at = from; at < to; at += PacketBurst.CAPACITY) {
            final int count = Math.min(PacketBurst.CAPACITY, to - at);
            copy(batch, at, count);
            mask(count);
            program.handleBurst(packets, count, slots);
            clock.housekeep();
            handled += count;
        }
    }

    /** Copies do not depend on each other, so that many loads from the other worker's cache are on their way at once. */
    private void copy(Batch batch, int from, int count) {
        final long list = batch.list(worker) + (long) from * Short.BYTES;
        for (int i = 0; i < count; i++) {
            final int number = (int) Memory.u16(list + (long) i * Short.BYTES);
            Memory.copy(packets + i * PacketLayout.BYTES, batch.packet(number), PacketLayout.BYTES);
            Memory.copy(slots + (long) i * slotBytes, batch.slot(number), slotBytes);
        }
    }

    private void mask(int count) {
        for (int table = 0; table < maskedTouches.length; table++) {
            final long ownMask = ownMasks[table];
            final long ownHash = ownHashes[table];
            final long ownSpan = ownSpans[table];
            final long end = slots + maskedTouches[table] + (long) count * slotBytes;
            for (long touch = slots + maskedTouches[table]; touch != end; touch += slotBytes) {
                final long valid = Memory.i64(touch + TouchLayout.VALID_OFFSET) & ownMask;
                // A packet that is here for one table may touch another one in a lane of another worker.
                if (valid == TouchLayout.NONE || Long.compareUnsigned(Memory.i64(touch + TouchLayout.HASH_OFFSET) - ownHash, ownSpan) > 0) {
                    Memory.putI64(touch + TouchLayout.VALID_OFFSET, TouchLayout.NONE);
                    Memory.putI64(touch + TouchLayout.HASH_OFFSET, ownHash);
                }
            }
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
