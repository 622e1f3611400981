package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.table.TouchLayout;
import java.util.Arrays;

/** Tells the owners of a prepared batch's packets: for each group of tables that a packet touches there is one. One thread. */
final class Router {
    private final int workers;
    private final int[][] touches;
    /** By group and lane; null where the group has one owner. */
    private final int[][] ownersOfLanes;
    private final int[] laneShifts;
    private final int[] singleOwners;
    private final int[] lengths;
    private final int[] latest;

    Router(Placement placement) {
        this.workers = placement.workers();
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
    }

    void route(Batch batch) {
        Arrays.fill(lengths, 0);
        if (touches.length == 1) {
            routeGroup(batch);
        } else {
            routeGroups(batch);
        }
        for (int worker = 0; worker < workers; worker++) {
            batch.setListLength(worker, lengths[worker]);
        }
    }

    /** The usual case, in one loop. */
    private void routeGroup(Batch batch) {
        final int count = batch.count();
        for (int i = 0; i < count; i++) {
            final long touch = touch(0, batch.slot(i));
            if (touch != 0) {
                add(batch, owner(0, touch), i);
            }
        }
    }

    private void routeGroups(Batch batch) {
        Arrays.fill(latest, -1);
        final int count = batch.count();
        for (int i = 0; i < count; i++) {
            final long slot = batch.slot(i);
            for (int group = 0; group < touches.length; group++) {
                final long touch = touch(group, slot);
                if (touch != 0) {
                    final int owner = owner(group, touch);
                    if (latest[owner] != i) {
                        latest[owner] = i;
                        add(batch, owner, i);
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

    private void add(Batch batch, int worker, int packet) {
        Memory.putU16(batch.list(worker) + (long) lengths[worker] * Short.BYTES, packet);
        lengths[worker]++;
    }
}
