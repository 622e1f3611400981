package flowc.load;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/**
 * Packets as fast as they are taken. They are made chunk by chunk, and making them is not measured; what is measured lies between the calls of
 * {@link #fill}: the work of the thread that asks, and handing out.
 */
final class ChunkSource implements PacketSource {
    private static final int CHUNK_PACKETS = 1 << 18;
    private static final long RING_PACKETS = 1 << 20;

    private final PacketSequence sequence;
    private final Extent extent;
    private final Meter meter;
    private final Runnable onMeasuring;
    private final PacketRing ring;
    private final long warmup;
    private boolean measuring;
    private int place;
    private int chunkStart;
    private int chunkEnd;
    private int filled;
    private long begun;
    private long number;
    private volatile long bytesRead;

    /** {@code onMeasuring} runs once, when the first chunk that is measured begins. */
    ChunkSource(PacketSequence sequence, Extent extent, Meter meter, Runnable onMeasuring) {
        this.sequence = sequence;
        this.extent = extent;
        this.meter = meter;
        this.onMeasuring = onMeasuring;
        this.warmup = sequence.introductions() + extent.warmup();
        this.ring = new PacketRing(sequence, RING_PACKETS);
    }

    @Override
    public boolean fill(PacketBurst burst) {
        final long now = System.nanoTime();
        if (measuring && place > chunkStart) {
            meter.burst(now - begun, 1);
        }
        begun = now;
        burst.clear();
        if (place == chunkEnd && !nextChunk()) {
            return false;
        }
        final Traffic traffic = sequence.traffic();
        final int end = Math.min(chunkEnd, place + PacketBurst.CAPACITY);
        for (int i = place; i < end; i++) {
            ring.add(burst, i, traffic.time(number++, sequence.queues()));
        }
        place = end;
        return true;
    }

    private boolean nextChunk() {
        if (measuring) {
            meter.endChunk(place - chunkStart);
        }
        if (place == filled && !nextRing()) {
            return false;
        }
        chunkStart = place;
        chunkEnd = Math.min(filled, place + CHUNK_PACKETS);
        if (measuring) {
            meter.beginChunk();
        }
        begun = System.nanoTime();
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
            onMeasuring.run();
        }
        return true;
    }

    /** Packets handed out so far. */
    long packets() {
        return number;
    }

    @Override
    public void retain() {}

    @Override
    public void release(long bursts) {}

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
