package flowc.load;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Packets as fast as they are taken. They are made chunk by chunk, and making them is not measured; what is measured lies between the calls of
 * {@link #fill}: the work of the thread that asks, and handing out. Where others do the work ({@link #retain}), a chunk ends when all of it was released.
 */
final class ChunkSource implements PacketSource {
    private static final int CHUNK_PACKETS = 1 << 18;
    private static final long RING_PACKETS = 1 << 20;
    private static final long POLL_NANOS = 20_000;

    private final PacketSequence sequence;
    private final Extent extent;
    private final Meter meter;
    private final LoadClock clock;
    private final LoadWatch watch;
    private final PacketRing ring;
    private final InFlight inFlight = new InFlight();
    private final InFlight.Done done = this::burstIsDone;
    private final long warmup;
    private boolean retains;
    private boolean measuring;
    private int place;
    private int chunkStart;
    private int chunkEnd;
    private int filled;
    private long bursts;
    private long number;
    private volatile long bytesRead;

    /** {@code watch} is told once, when the first chunk that is measured begins. */
    ChunkSource(PacketSequence sequence, Extent extent, Meter meter, LoadWatch watch) {
        this.sequence = sequence;
        this.extent = extent;
        this.meter = meter;
        this.clock = meter.clock();
        this.watch = watch;
        this.warmup = sequence.introductions() + extent.warmup();
        this.ring = new PacketRing(sequence, RING_PACKETS);
    }

    @Override
    public boolean fill(PacketBurst burst) {
        long begin = clock.nanos();
        if (!retains) {
            inFlight.release(bursts, begin, done);
        }
        burst.clear();
        if (watch.isStopped()) {
            chunkEnd = place;
        }
        if (place == chunkEnd) {
            if (!inFlight.isEmpty()) {
                bursts++;
                LockSupport.parkNanos(this, POLL_NANOS);
                return true;
            }
            if (!nextChunk()) {
                return false;
            }
            begin = clock.nanos();
        }
        final int end = Math.min(chunkEnd, place + PacketBurst.CAPACITY);
        ring.add(burst, place, end - place, sequence.traffic().time(number, sequence.queues()));
        number += end - place;
        place = end;
        inFlight.add(++bursts, begin, burst.count());
        return true;
    }

    @Override
    public void retain() {
        retains = true;
    }

    @Override
    public void release(long count) {
        inFlight.release(count, clock.nanos(), done);
    }

    private void burstIsDone(long begin, long now, int packets) {
        if (measuring) {
            meter.burst(now - begin, 1);
        }
    }

    private boolean nextChunk() {
        if (measuring && place > chunkStart) {
            meter.endChunk(place - chunkStart);
            chunkStart = place;
        }
        if (watch.isStopped() || place == filled && !nextRing()) {
            return false;
        }
        chunkStart = place;
        // Workers are only between two chunks when nothing is on its way to them, so the fewer the better.
        chunkEnd = retains ? filled : Math.min(filled, place + CHUNK_PACKETS);
        meter.beginChunk();
        return true;
    }

    private boolean nextRing() {
        final boolean wasMeasuring = measuring;
        measuring = sequence.made() >= warmup;
        final long left = measuring ? extent.packets() - meter.packets() : warmup - sequence.made();
        if (measuring && (left <= 0 || meter.wallNanos() >= extent.nanos())) {
            return false;
        }
        place = 0;
        filled = (int) Math.min(ring.places(), left);
        ring.make(0, filled);
        bytesRead = sequence.made() * sequence.traffic().packetBytes();
        if (measuring && !wasMeasuring) {
            begin();
        }
        return true;
    }

    private void begin() {
        if (retains) {
            meter.watchWorkers();
        }
        watch.begin(false);
    }

    /** Whether there are packets before those that are measured, or some of these are on their way. */
    boolean isWarming() {
        return number < warmup || !inFlight.isEmpty() && retains;
    }

    /** Packets handed out so far. */
    long packets() {
        return number;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long bytesTotal() {
        return extent.packets() == Long.MAX_VALUE ? 0 : (warmup + extent.packets()) * sequence.traffic().packetBytes();
    }

    @Override
    public List<Damage> damages() {
        return List.of();
    }

    @Override
    public void close() {
        ring.close();
    }
}
