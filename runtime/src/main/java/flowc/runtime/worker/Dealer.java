package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.TouchLayout;
import java.util.Arrays;

/** Deals prepared packets out to their owners: for each group of tables that a packet touches there is one. One thread. */
final class Dealer {
    private static final long NO_ADDRESS = 0xdead_dead_dead_deadL;

    private final int workers;
    private final int slotBytes;
    private final int handledSlotBytes;
    private final int[][] touches;
    /** By group and lane; null where the group has one owner. */
    private final int[][] ownersOfLanes;
    private final int[] laneShifts;
    private final int[] singleOwners;
    private final int[] lengths;
    private final int[] latest;
    /** By worker: the burst that is being filled. */
    private final long[] bursts;

    Dealer(Placement placement, TrackerDescriptor descriptor) {
        this.workers = placement.workers();
        this.slotBytes = descriptor.slotBytes();
        this.handledSlotBytes = descriptor.handledSlotBytes();
        final int groups = placement.groups();
        this.touches = new int[groups][];
        this.ownersOfLanes = new int[groups][];
        this.laneShifts = new int[groups];
        this.singleOwners = new int[groups];
        for (int group = 0; group < groups; group++) {
            touches[group] = placement.touches(group);
            if (placement.isSpread(group)) {
                ownersOfLanes[group] = placement.ownersOfLanes(group);
                laneShifts[group] = Long.SIZE - Integer.numberOfTrailingZeros(ownersOfLanes[group].length);
            } else {
                singleOwners[group] = placement.owner(group);
            }
        }
        this.lengths = new int[workers];
        this.latest = new int[workers];
        this.bursts = new long[workers];
    }

    void begin() {
        Arrays.fill(lengths, 0);
        Arrays.fill(latest, -1);
    }

    /** Deals out packets {@code first} to {@code first + count - 1} of a batch, whose slots begin at {@code slots}. */
    void deal(Batch batch, int first, int count, long slots) {
        if (touches.length == 1) {
            dealOneGroup(batch, first, count, slots);
        } else {
            dealGroups(batch, first, count, slots);
        }
    }

    void end(Batch batch) {
        for (int worker = 0; worker < workers; worker++) {
            batch.setLength(worker, lengths[worker]);
        }
    }

    /** The usual case, in one loop. */
    private void dealOneGroup(Batch batch, int first, int count, long slots) {
        for (int i = 0; i < count; i++) {
            final long slot = slots + (long) i * slotBytes;
            final long touch = touch(0, slot);
            if (touch != 0) {
                add(batch, owner(0, touch), first + i, slot);
            }
        }
    }

    private void dealGroups(Batch batch, int first, int count, long slots) {
        for (int i = 0; i < count; i++) {
            final long slot = slots + (long) i * slotBytes;
            for (int group = 0; group < touches.length; group++) {
                final long touch = touch(group, slot);
                if (touch != 0) {
                    final int owner = owner(group, touch);
                    if (latest[owner] != first + i) {
                        latest[owner] = first + i;
                        add(batch, owner, first + i, slot);
                    }
                }
            }
        }
    }

    /** The first valid touch of a group's tables, or 0. */
    private long touch(int group, long slot) {
        for (final int offset : touches[group]) {
            if (Memory.i64(slot + offset + TouchLayout.VALID_OFFSET) != TouchLayout.NONE) {
                return slot + offset;
            }
        }
        return 0;
    }

    private int owner(int group, long touch) {
        final int[] owners = ownersOfLanes[group];
        return owners == null ? singleOwners[group] : owners[(int) (Memory.i64(touch + TouchLayout.HASH_OFFSET) >>> laneShifts[group])];
    }

    private void add(Batch batch, int worker, int packet, long slot) {
        final int length = lengths[worker];
        final int place = length & PacketBurst.CAPACITY - 1;
        if (place == 0) {
            bursts[worker] = batch.openBurst(worker, length);
        }
        batch.setNumber(worker, length, packet);
        final long burst = bursts[worker];
        copy(burst + place * PacketLayout.BYTES, batch.packet(packet), PacketLayout.BYTES);
        final long copy = burst + Batch.SLOTS_OFFSET + (long) place * slotBytes;
        copy(copy, slot, handledSlotBytes);
        if (Memory.CHECKED) {
            spoil(copy + handledSlotBytes, slotBytes - handledSlotBytes);
        }
        lengths[worker] = length + 1;
    }

    /** Makes who uses what was not copied fail, also where it happens to be right. */
    private static void spoil(long address, long bytes) {
        for (long offset = 0; offset < bytes; offset += Long.BYTES) {
            Memory.putI64(address + offset, NO_ADDRESS);
        }
    }

    /** A few words; a call would cost more than they. */
    private static void copy(long to, long from, long bytes) {
        for (long offset = 0; offset < bytes; offset += Long.BYTES) {
            Memory.putI64(to + offset, Memory.i64(from + offset));
        }
    }
}
