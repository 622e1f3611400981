package flowc.runtime.worker;

import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.Group;
import flowc.runtime.table.LaneRange;
import flowc.runtime.table.TableSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which worker owns which rows. A group that can be spread is cut into ranges of lanes, one for each worker; any other group has one owner,
 * each such group the next worker.
 */
final class Placement {
    private final TrackerDescriptor descriptor;
    private final List<TableSettings> tables;
    private final int workers;
    /** By group: the only owner, or {@link #SPREAD}. */
    private final int[] owners;
    /** {@link #SHARED} for those that all workers use. */
    private final int[] groupOfTable;
    private final List<Group> groups;

    private static final int SPREAD = -1;

    /** The group of tables that have none. */
    private static final int SHARED = -1;

    Placement(TrackerDescriptor descriptor, List<TableSettings> tables, int workers, boolean relaxedOrder) {
        this.descriptor = descriptor;
        this.tables = tables;
        this.workers = workers;
        this.groups = new ArrayList<>();
        descriptor.groups().forEach(group -> groups.addAll(relaxedOrder && canRelax(group) ? group.relaxed().spread() : List.of(group)));
        this.owners = new int[groups.size()];
        this.groupOfTable = new int[tables.size()];
        Arrays.fill(groupOfTable, SHARED);
        int next = 0;
        for (int group = 0; group < owners.length; group++) {
            final Group declared = groups.get(group);
            for (final int table : declared.tables()) {
                groupOfTable[table] = group;
            }
            owners[group] = canSpread(declared) ? SPREAD : next++ % workers;
        }
    }

    /** Lanes depend on a table's limit, which may be a parameter, so that only now it is known whether rows of a group go together. */
    private boolean canSpread(Group group) {
        final List<Integer> lanes = group.tables().stream().map(table -> tables.get(table).lanes()).distinct().toList();
        return group.isSpread() && workers > 1 && lanes.size() == 1 && lanes.getFirst() > 1;
    }

    private boolean canRelax(Group group) {
        return group.relaxed() != null && group.relaxed().spread().stream().allMatch(this::canSpread);
    }

    boolean isShared(int table) {
        return groupOfTable[table] == SHARED;
    }

    boolean hasShared() {
        return IntStream.of(groupOfTable).anyMatch(group -> group == SHARED);
    }

    /** The tables as the instance holds them that has the shared ones. */
    List<TableSettings> sharedTables() {
        return IntStream.range(0, tables.size()).mapToObj(table -> tables.get(table).owning(new LaneRange(0, isShared(table) ? tables.get(table).lanes() : 0))).toList();
    }

    /** Of an instance without {@code every} blocks. */
    IntervalRole[] noRoles() {
        return descriptor.everies().stream().map(_ -> IntervalRole.ABSENT).toArray(IntervalRole[]::new);
    }

    int workers() {
        return workers;
    }

    int groups() {
        return owners.length;
    }

    /** Offsets of the touches, in a packet's slot, of a group's tables. */
    int[] touches(int group) {
        return groups.get(group).tables().stream().map(table -> descriptor.tables().get(table).touch()).filter(touch -> touch >= 0).mapToInt(Integer::intValue).toArray();
    }

    boolean isSpread(int group) {
        return owners[group] == SPREAD;
    }

    /** The only owner of a group that is not spread. */
    int owner(int group) {
        return owners[group];
    }

    /** By lane of a group that is spread: its owner. */
    int[] ownersOfLanes(int group) {
        final int lanes = tables.get(groups.get(group).tables().getFirst()).lanes();
        final int[] byLane = new int[lanes];
        for (int worker = 0; worker < workers; worker++) {
            final LaneRange share = LaneRange.share(worker, workers, lanes);
            for (int lane = share.first(); lane < share.end(); lane++) {
                byLane[lane] = worker;
            }
        }
        return byLane;
    }

    /** What a hash is shifted right by, and once more, to give its lane of {@code lanes}. */
    static int laneShift(int lanes) {
        return Long.SIZE - 1 - Integer.numberOfTrailingZeros(lanes);
    }

    LaneRange lanes(int table, int worker) {
        final int lanes = tables.get(table).lanes();
        if (isShared(table)) {
            return new LaneRange(0, 0);
        }
        final int owner = owners[groupOfTable[table]];
        if (owner == SPREAD) {
            return LaneRange.share(worker, workers, lanes);
        }
        return owner == worker ? new LaneRange(0, lanes) : new LaneRange(0, 0);
    }

    /** The tables as a worker holds them. */
    List<TableSettings> tables(int worker) {
        return IntStream.range(0, tables.size()).mapToObj(table -> tables.get(table).owning(lanes(table, worker))).toList();
    }

    boolean owns(int table, int worker) {
        return lanes(table, worker).count() > 0;
    }

    int laneCount(int table) {
        return tables.get(table).lanes();
    }

    /** Indexes of the tables that packets touch. */
    List<Integer> touchedTables() {
        final List<Integer> touched = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            if (descriptor.tables().get(table).touch() >= 0) {
                touched.add(table);
            }
        }
        return touched;
    }

    /** By {@code every} block: what becomes of it at a worker. */
    IntervalRole[] roles(int worker) {
        return descriptor.everies().stream().map(every -> role(every.table(), worker)).toArray(IntervalRole[]::new);
    }

    private IntervalRole role(int table, int worker) {
        if (!owns(table, worker)) {
            return IntervalRole.ABSENT;
        }
        return isSpread(groupOfTable[table]) ? IntervalRole.PART : IntervalRole.WHOLE;
    }

    /** By {@code every} block: the workers that have a part of it, none when one has it all. */
    List<List<Integer>> contributors() {
        return descriptor.everies().stream().map(every -> IntStream.range(0, workers).filter(worker -> role(every.table(), worker) == IntervalRole.PART).boxed().toList()).toList();
    }
}
