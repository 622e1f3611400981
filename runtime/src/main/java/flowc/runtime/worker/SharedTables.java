package flowc.runtime.worker;

import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.Schedule;
import flowc.runtime.table.FlowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tables that all workers use by key where the order of packets of different rows does not matter: they live in an instance of their own, whose
 * handlers run where a worker's use makes rows end. All of it happens under one lock, which a worker takes at a packet's first use and gives back
 * before its next packet, so that what one packet does to shared rows is done at once. Their clock is that of the worker furthest behind: no row ends
 * before all packets were handled that might have kept it.
 */
final class SharedTables {
    private final ReentrantLock lock = new ReentrantLock();
    private final Instance instance;
    private final Placement placement;
    private final List<Use> uses = new ArrayList<>();
    private boolean started;

    /** {@code instance} is opened here. */
    SharedTables(Instance instance, Placement placement, Blueprint blueprint) {
        this.instance = instance;
        this.placement = placement;
        // They have no 'every' blocks, so nothing is told of marks.
        instance.open(placement.sharedTables(), blueprint, new PlacedProgram(0, instance, placement.noRoles(), null, blueprint.descriptor().counters()));
    }

    /** Another worker's; before any of them runs. */
    Use use() {
        final Use use = new Use();
        uses.add(use);
        return use;
    }

    /** The clock of the worker furthest behind; {@link Long#MIN_VALUE} until all have begun. */
    private long slowest() {
        long slowest = Long.MAX_VALUE;
        for (final Use use : uses) {
            slowest = Math.min(slowest, use.reached);
        }
        return slowest;
    }

    /** Ends all rows; no worker runs any more. */
    void endOfInput() {
        instance.clock().endOfInput();
        instance.sink().flush();
    }

    /** One worker's way to the tables. Its thread only. */
    final class Use extends Schedule {
        private CaptureClock clock;
        private boolean holds;
        /** The worker's clock when it last had the lock. */
        private long reached = Long.MIN_VALUE;

        /** {@code ownClock} is the worker's. */
        void begin(CaptureClock ownClock) {
            this.clock = ownClock;
        }

        boolean isShared(int table) {
            return placement.isShared(table);
        }

        FlowTable table(int index) {
            return new SharedTable(this, instance.clock().table(index));
        }

        /** Takes the lock, unless this packet has done so, and lets rows end whose time is over by now. */
        void hold() {
            if (!holds) {
                lock.lock();
                holds = true;
                follow(clock.now());
            }
        }

        private void follow(long now) {
            final CaptureClock common = instance.clock();
            final boolean wasBehind = reached <= common.now();
            reached = now;
            if (!started) {
                started = true;
                common.advance(now);
            } else if (wasBehind) {
                final long slowest = slowest();
                if (slowest > common.now()) {
                    common.advance(slowest);
                }
            }
        }

        void release() {
            if (holds) {
                holds = false;
                lock.unlock();
            }
        }

        /** Between batches: rows end in time though nobody uses them. */
        void endBatch() {
            release();
            if (clock.now() != Long.MIN_VALUE) {
                hold();
                instance.clock().housekeep();
                instance.sink().flush();
                release();
            }
        }

        /** With every packet, since nobody sets when it is next due. */
        @Override
        protected void runDue(long packetTime) {
            release();
            clock.advance(packetTime);
        }
    }
}
