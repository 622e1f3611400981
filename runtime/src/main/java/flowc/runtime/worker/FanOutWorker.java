package flowc.runtime.worker;

import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor;

/**
 * One worker of a {@link FanOutRun}: handles its own packets of each batch, in order, and while there are none reads and prepares a batch for all.
 * A thread of its own.
 */
final class FanOutWorker implements Runnable, AutoCloseable {
    private final int worker;
    private final Instance instance;
    private final FlowProgram program;
    private final BatchRing ring;
    private final BatchReader reader;
    private final DealtMemory memory;
    private final Dealer dealer;
    private final Region region;
    private final long slots;
    private final OwnPackets own;
    private final PreparedCounts counts;
    /** A packet's bytes were gone; the packets after it are left out. */
    private volatile boolean captureShrank;
    private boolean cannotHandle;

    FanOutWorker(int worker, Instance instance, Placement placement, TrackerDescriptor descriptor, BatchReader reader) {
        this.worker = worker;
        this.instance = instance;
        this.program = instance.program();
        this.ring = reader.ring();
        this.reader = reader;
        this.memory = new DealtMemory(worker, placement.workers(), descriptor.slotBytes(), descriptor.groups().size());
        this.dealer = new Dealer(placement, descriptor, memory);
        this.region = Region.allocate(descriptor.slotsBytes(), "packets that a worker prepares");
        this.slots = region.address();
        this.counts = new PreparedCounts(instance.frame(), descriptor.counters());
        this.own = new OwnPackets(worker, instance, placement, descriptor);
    }

    boolean captureShrank() {
        return captureShrank;
    }

    long handled() {
        return own.handled();
    }

    /** Own packets that were left out because bytes were gone. */
    TrafficCount skipped() {
        return own.skipped();
    }

    /** Batches from {@code batch} on were not handled: what was counted when they were prepared is taken out. */
    void takeOutFrom(long batch) {
        counts.takeOutFrom(batch);
    }

    @Override
    public void run() {
        try {
            work();
        } finally {
            // Others would wait for ever for what a thread that failed had taken.
            instance.releaseShared();
        }
    }

    private void work() {
        final BatchRing.Work work = ring.new Work(memory);
        long next = 0;
        while (!ring.isAborted()) {
            if (ring.isPrepared(next)) {
                final Batch batch = ring.batch(next);
                final boolean last = batch.isLast();
                handle(batch);
                instance.endBatch();
                ring.release(worker, next);
                next++;
                if (last) {
                    instance.clock().endOfInput();
                    return;
                }
            } else if (ring.beginTurn(memory)) {
                readAndPrepare();
            } else {
                ring.awaitWork(worker, work, next);
            }
        }
    }

    private void readAndPrepare() {
        long number = -1;
        try {
            number = reader.read();
        } finally {
            ring.endTurn(reader.next(), reader.isEnded());
        }
        if (number >= 0) {
            counts.begin(number, memory.begin(number, ring.releasedByAll()));
            prepare(ring.batch(number));
            counts.end();
            ring.markPrepared(number);
        }
    }

    private void prepare(Batch batch) {
        int prepared = 0;
        dealer.begin();
        try {
            while (prepared < batch.count()) {
                final int count = Math.min(PacketBurst.CAPACITY, batch.count() - prepared);
                PacketLayout.prefetch(batch.packet(prepared + count), Math.min(PacketBurst.CAPACITY, batch.count() - prepared - count));
                counts.beginBurst();
                program.prepareBurst(batch.packet(prepared), count, slots);
                dealer.deal(batch, prepared, count, slots);
                prepared += count;
            }
        } catch (InternalError e) {
            counts.giveUpBurst();
            batch.cut(prepared);
            captureShrank = true;
            ring.endEarly();
        }
        dealer.end(batch);
    }

    private void handle(Batch batch) {
        if (cannotHandle) {
            own.skip(batch);
            return;
        }
        try {
            own.handle(batch);
        } catch (InternalError e) {
            cannotHandle = true;
            captureShrank = true;
            ring.endEarly();
            own.skip(batch);
        }
    }

    @Override
    public void close() {
        memory.close();
        region.close();
    }
}
