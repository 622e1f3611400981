package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.TouchLayout;

/** Deals prepared packets out to their owners: for each group of tables that a packet touches there is one. One thread. */
final class Dealer {
    /** In one round of a copy. */
    private static final int COPIED_BYTES = 4 * Long.BYTES;

    private static final int NONE = -1;

    /** What one worker gets of a batch. */
    private static final class Hand {
        final int worker;
        /** Where the next packet's descriptor and slot go. */
        long descriptor;
        long slot;
        /** The descriptor behind the last one of the burst that is being filled. */
        long end;
        /** Packets in it and the bursts before, once it is full. */
        int most;
        /** The packet added last. */
        int latest;

        Hand(int worker) {
            this.worker = worker;
        }

        int length() {
            return most - (int) ((end - descriptor) / PacketLayout.BYTES);
        }
    }

    private final DealtMemory memory;
    private final int slotBytes;
    private final Hand[] hands;
    private final int[][] touches;
    /** By group, and in it by lane; one alone where the group has one owner. */
    private final Hand[][] owners;
    /** By group: {@link Placement#laneShift}. */
    private final int[] laneShifts;
    /** Of the batch, passed. */
    private int ticks;

    Dealer(Placement placement, TrackerDescriptor descriptor, DealtMemory memory) {
        this.memory = memory;
        this.slotBytes = descriptor.slotBytes();
        this.hands = new Hand[placement.workers()];
        for (int worker = 0; worker < hands.length; worker++) {
            hands[worker] = new Hand(worker);
        }
        final int groups = placement.groups();
        this.touches = new int[groups][];
        this.owners = new Hand[groups][];
        this.laneShifts = new int[groups];
        for (int group = 0; group < groups; group++) {
            final int[] byLane = placement.isSpread(group) ? placement.ownersOfLanes(group) : new int[] {placement.owner(group)};
            touches[group] = placement.touches(group);
            owners[group] = new Hand[byLane.length];
            for (int lane = 0; lane < byLane.length; lane++) {
                owners[group][lane] = hands[byLane[lane]];
            }
            laneShifts[group] = Placement.laneShift(byLane.length);
        }
    }

    void begin() {
        for (final Hand hand : hands) {
            hand.descriptor = 0;
            hand.end = 0;
            hand.most = 0;
            hand.latest = NONE;
        }
        ticks = 0;
    }

    /** Deals out packets {@code first} to {@code first + count - 1} of a batch, whose slots begin at {@code prepared}. In ascending order. */
    void deal(Batch batch, int first, int count, long prepared) {
        final int end = first + count;
        int from = first;
        while (ticks < batch.tickCount() && batch.tick(ticks) < end) {
            final int tick = batch.tick(ticks);
            dealUntil(batch, from, tick, prepared + (long) (from - first) * slotBytes);
            for (final Hand hand : hands) {
                batch.setPlaceOfTick(ticks, hand.worker, hand.length());
            }
            ticks++;
            from = tick;
        }
        dealUntil(batch, from, end, prepared + (long) (from - first) * slotBytes);
    }

    private void dealUntil(Batch batch, int from, int to, long prepared) {
        if (touches.length == 1 && touches[0].length == 1) {
            dealByOneTouch(batch, from, to, prepared);
        } else {
            dealByGroups(batch, from, to, prepared);
        }
    }

    void end(Batch batch) {
        for (final Hand hand : hands) {
            batch.setLength(hand.worker, hand.length());
        }
    }

    /** The usual case, in one loop. */
    private void dealByOneTouch(Batch batch, int from, int to, long prepared) {
        final Hand[] byLane = owners[0];
        final int shift = laneShifts[0];
        final long touch = touches[0][0];
        long slot = prepared;
        for (int packet = from; packet < to; packet++) {
            if (Memory.i64(slot + touch + TouchLayout.VALID_OFFSET) != TouchLayout.NONE) {
                add(batch, byLane[(int) (Memory.i64(slot + touch + TouchLayout.HASH_OFFSET) >>> shift >>> 1)], packet, slot);
            }
            slot += slotBytes;
        }
    }

    private void dealByGroups(Batch batch, int from, int to, long prepared) {
        long slot = prepared;
        for (int packet = from; packet < to; packet++) {
            for (int group = 0; group < touches.length; group++) {
                final long touch = touch(group, slot);
                if (touch != 0) {
                    final Hand owner = owners[group][(int) (Memory.i64(touch + TouchLayout.HASH_OFFSET) >>> laneShifts[group] >>> 1)];
                    if (owner.latest != packet) {
                        owner.latest = packet;
                        add(batch, owner, packet, slot);
                    }
                }
            }
            slot += slotBytes;
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

    private void add(Batch batch, Hand hand, int packet, long slot) {
        if (hand.descriptor == hand.end) {
            open(batch, hand);
        }
        final long descriptor = hand.descriptor;
        final long copy = hand.slot;
        hand.descriptor = descriptor + PacketLayout.BYTES;
        hand.slot = copy + slotBytes;
        copyDescriptor(descriptor, batch.packet(packet));
        copy(copy, slot, slotBytes);
    }

    private void open(Batch batch, Hand hand) {
        final long burst = memory.openBurst(hand.worker);
        batch.setBurst(hand.worker, hand.most, burst);
        hand.most += PacketBurst.CAPACITY;
        hand.descriptor = burst;
        hand.slot = burst + DealtMemory.SLOTS_OFFSET;
        hand.end = hand.slot;
    }

    private static void copyDescriptor(long to, long from) {
        copyFour(to, from);
        Memory.putI64(to + PacketLayout.CLOCK_OFFSET, Memory.i64(from + PacketLayout.CLOCK_OFFSET));
    }

    /** A few words; a call would cost more than they. */
    private static void copy(long to, long from, long bytes) {
        long offset = 0;
        for (; offset + COPIED_BYTES <= bytes; offset += COPIED_BYTES) {
            copyFour(to + offset, from + offset);
        }
        for (; offset < bytes; offset += Long.BYTES) {
            Memory.putI64(to + offset, Memory.i64(from + offset));
        }
    }

    private static void copyFour(long to, long from) {
        Memory.putI64(to, Memory.i64(from));
        Memory.putI64(to + Long.BYTES, Memory.i64(from + Long.BYTES));
        Memory.putI64(to + 2 * Long.BYTES, Memory.i64(from + 2 * Long.BYTES));
        Memory.putI64(to + 3 * Long.BYTES, Memory.i64(from + 3 * Long.BYTES));
    }
}
