package flowc.runtime.worker;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.program.Rehearsals;

/**
 * Reads a source into batches. Workers do so in turn: who has read a batch prepares it as well, while its packets are in that core's caches. One
 * thread at a time; nothing here allocates for a packet.
 */
final class BatchReader {
    private final PacketSource source;
    private final RunWatch watch;
    private final BatchRing ring;
    private final MarkTicks ticks;
    private final Rehearsals rehearsals = new Rehearsals();
    private final TrafficCount traffic = new TrafficCount();
    private final PacketBurst burst = new PacketBurst();
    private long number;
    private long bursts;
    private long released;
    private long clock = Long.MIN_VALUE;
    private boolean ended;
    private boolean captureShrank;

    BatchReader(PacketSource source, RunWatch watch, BatchRing ring, MarkTicks ticks) {
        this.source = source;
        this.watch = watch;
        this.ring = ring;
        this.ticks = ticks;
    }

    BatchRing ring() {
        return ring;
    }

    TrafficCount traffic() {
        return traffic;
    }

    /**
     * Fills the next batch, for which there is room, and gives its number; -1 when no packets wait now. The batch is the stream's last at the end of
     * input, when nobody wants more, and when the file is cut while it is read ({@link #captureShrank}).
     */
    long read() {
        final Batch batch = ring.batch(number);
        batch.begin(clock, traffic);
        if (!fill(batch)) {
            batch.setLast();
            ended = true;
        } else if (batch.count() == 0) {
            return -1;
        }
        batch.setBurstsRead(bursts);
        return number++;
    }

    /** False at the end. */
    private boolean fill(Batch batch) {
        do {
            if (watch.isStopped() || ring.isEnded() || !fillBurst()) {
                return false;
            }
            bursts++;
            if (rehearsals.isDue()) {
                ticks.rehearse();
            }
            traffic.add(burst);
            append(batch);
            watch.advanced(traffic.packets(), source.bytesRead(), source.bytesTotal());
        } while (burst.isFull() && batch.hasRoom());
        releaseRead(batch);
        return true;
    }

    private boolean fillBurst() {
        try {
            return source.fill(burst);
        } catch (InternalError e) {
            captureShrank = true;
            return false;
        }
    }

    /** The number of the batch that {@link #read} fills next. */
    long next() {
        return number;
    }

    /** Whether the last batch was filled. */
    boolean isEnded() {
        return ended;
    }

    boolean captureShrank() {
        return captureShrank;
    }

    private void append(Batch batch) {
        final int from = batch.count();
        batch.add(burst);
        clock = batch.clock();
        if (burst.count() > 0 && ticks.isDue(clock)) {
            for (int i = from; i < batch.count(); i++) {
                if (ticks.isDue(batch.clock(i))) {
                    ticks.pass(batch.clock(i));
                    batch.addTick(i);
                }
            }
        }
    }

    /** Lets the source forget what all workers are done with; where no packet waits, what lies between packets as well. */
    private void releaseRead(Batch batch) {
        final long done = ring.releasedByAll();
        if (done == number && batch.count() == 0) {
            source.release(bursts);
        } else if (done > released) {
            released = done;
            source.release(ring.batch(done - 1).burstsRead());
        }
    }
}
