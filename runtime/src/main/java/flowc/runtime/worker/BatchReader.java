package flowc.runtime.worker;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;

/** Reads a source ahead of the workers, into batches. One thread; nothing here allocates for a packet. */
final class BatchReader {
    private final PacketSource source;
    private final RunWatch watch;
    private final BatchRing ring;
    private final MarkTicks ticks;
    private final TrafficCount traffic = new TrafficCount();
    private final PacketBurst burst = new PacketBurst();
    private long number;
    private Batch batch;
    private long bursts;
    private long released;
    private long clock = Long.MIN_VALUE;

    BatchReader(PacketSource source, RunWatch watch, BatchRing ring, MarkTicks ticks) {
        this.source = source;
        this.watch = watch;
        this.ring = ring;
        this.ticks = ticks;
    }

    TrafficCount traffic() {
        return traffic;
    }

    /**
     * Reads to the end of input, or until nobody wants more; all that was read is handed on, and the workers are told that it was the last.
     *
     * @throws InternalError when the file was cut while it was read; what came before is handed on
     */
    void run() {
        source.retain();
        if (!begin()) {
            return;
        }
        try {
            readAll();
        } finally {
            if (batch != null) {
                batch.setLast();
                publish();
            }
        }
    }

    private void readAll() {
        while (batch != null && !watch.isStopped() && !ring.isEnded() && source.fill(burst)) {
            bursts++;
            traffic.add(burst);
            if (burst.count() > 0) {
                append();
            } else {
                // The source may wait for that.
                releaseRead();
            }
            if (batch.count() > 0 && (!burst.isFull() || !batch.hasRoom())) {
                publish();
                batch = null;
                releaseRead();
                begin();
            }
            watch.advanced(traffic.packets(), source.bytesRead(), source.bytesTotal());
        }
    }

    private boolean begin() {
        if (!ring.awaitFree(number)) {
            return false;
        }
        batch = ring.batch(number);
        batch.begin(clock);
        return true;
    }

    private void append() {
        final int from = batch.count();
        batch.add(burst);
        clock = batch.clock();
        if (ticks.isDue(clock)) {
            for (int i = from; i < batch.count(); i++) {
                if (ticks.isDue(batch.clock(i))) {
                    ticks.pass(batch.clock(i));
                    batch.addTick(i);
                }
            }
        }
    }

    private void publish() {
        batch.setBurstsRead(bursts);
        ring.publish(number);
        number++;
    }

    /** Lets the source forget what all workers are done with. */
    private void releaseRead() {
        final long done = ring.releasedByAll();
        if (done > released) {
            released = done;
            source.release(ring.batch(done - 1).burstsRead());
        }
    }
}
