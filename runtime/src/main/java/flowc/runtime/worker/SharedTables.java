package flowc.runtime.worker;

import flowc.runtime.program.CaptureClock;
import flowc.runtime.program.Schedule;
import flowc.runtime.table.FlowTable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tables that all workers use by key where the order of packets of different rows does not matter: they live in an instance of their own, whose
 * handlers run where a worker's use makes rows end. All of it happens under one lock, which a worker takes at a packet's first use and gives back
 * before its next packet, so that what one packet does to shared rows is done at once.
 */
final class SharedTables {
    private final ReentrantLock lock = new ReentrantLock();
    private final Instance instance;
    private final Placement placement;

    /** {@code instance} is opened here. */
    SharedTables(Instance instance, Placement placement, Blueprint blueprint) {
        this.instance = instance;
        this.placement = placement;
        // They have no 'every' blocks, so nothing is told of marks.
        instance.open(placement.sharedTables(), blueprint, new PlacedProgram(0, instance, placement.noRoles(), null, blueprint.descriptor().counters()));
    }

    Use use() {
        return new Use();
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
                instance.clock().advance(clock.now());
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
