package flowc.load;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/**
 * Packets at the times at which they are due, as a network card has them: those that are due wait in a queue of bounded length, and what finds it full is
 * lost and counted. A burst is as late as its first packet, however long that waited, and counts once for each of its packets: so a stall counts
 * for all that came in it, and the many bursts of one packet in between do not hide it. Packets are
 * made while there is nothing to do. After a warm-up as fast as can be, pacing settles for up to a second, which is not measured.
 */
final class PacedSource implements PacketSource {
    private static final long SETTLING_NANOS = 1_000_000_000L;
    private static final int READY_PACKETS = 65_536;
    private static final long CHUNK_PACKETS = 1 << 18;

    private final ChunkSource warmup;
    private final PacketSequence sequence;
    private final PacketRing ring;
    private final Meter meter;
    private final Runnable onMeasuring;
    private final double nanosApart;
    private final long settling;
    private final long offered;
    /** Numbers of the packets that wait, a ring. */
    private final long[] waiting;
    private boolean warm;
    private boolean measuring;
    private long start;
    private long arrived;
    private long accepted;
    private long taken;
    private long made;
    private long firstOfBurst;
    private long busySince;
    private long busyNanos;
    private long lost;
    private long handled;

    PacedSource(PacketSequence sequence, Extent extent, int queuePackets, Meter meter, Runnable onMeasuring) {
        this.sequence = sequence;
        this.meter = meter;
        this.onMeasuring = onMeasuring;
        this.warmup = new ChunkSource(sequence, new Extent(extent.warmup(), 1, 1), new Meter(), () -> {});
        this.ring = new PacketRing(sequence, READY_PACKETS);
        this.nanosApart = sequence.traffic().nanosApart(sequence.queues());
        final long measured = (long) Math.max(1, Math.min(extent.packets(), extent.nanos() / nanosApart));
        this.settling = Math.min(measured, (long) (SETTLING_NANOS / nanosApart));
        this.offered = settling + measured;
        this.waiting = new long[queuePackets];
    }

    @Override
    public boolean fill(PacketBurst burst) {
        if (!warm && warmup.fill(burst)) {
            return true;
        }
        final long now = System.nanoTime();
        if (warm) {
            endBurst(now, burst);
        } else {
            warm = true;
            start = now;
        }
        burst.clear();
        accept(now);
        while (accepted == taken && arrived < offered) {
            makeReady();
            accept(System.nanoTime());
        }
        take(burst);
        if (burst.count() == 0 && handled > 0) {
            endChunk();
        }
        return burst.count() > 0;
    }

    private void endBurst(long now, PacketBurst burst) {
        if (!measuring) {
            return;
        }
        meter.burst(now - start - (long) (firstOfBurst * nanosApart), burst.count());
        busyNanos += now - busySince;
        if (handled >= CHUNK_PACKETS) {
            endChunk();
        }
    }

    private void endChunk() {
        meter.endChunk(handled, busyNanos);
        handled = 0;
        busyNanos = 0;
        meter.beginChunk();
    }

    /** What has come by {@code now}. */
    private void accept(long now) {
        final long due = Math.min(offered, (long) ((now - start) / nanosApart) + 1);
        while (arrived < due) {
            if (accepted - taken < waiting.length) {
                waiting[(int) (accepted++ % waiting.length)] = arrived;
            } else if (arrived >= settling) {
                lost++;
            }
            arrived++;
        }
    }

    private void makeReady() {
        if (made - taken <= ring.places() - PacketBurst.CAPACITY) {
            ring.make((int) (made % ring.places()), PacketBurst.CAPACITY);
            made += PacketBurst.CAPACITY;
        } else {
            Thread.onSpinWait();
        }
    }

    private void take(PacketBurst burst) {
        final Traffic traffic = sequence.traffic();
        if (accepted == taken) {
            return;
        }
        firstOfBurst = waitingNumber();
        if (!measuring && firstOfBurst >= settling) {
            measuring = true;
            onMeasuring.run();
            meter.beginChunk();
        }
        busySince = System.nanoTime();
        while (!burst.isFull() && taken < accepted && measuring == waitingNumber() >= settling) {
            if (taken == made) {
                makeReady();
            }
            ring.add(burst, (int) (taken % ring.places()), traffic.time(warmup.packets() + waitingNumber(), sequence.queues()));
            taken++;
        }
        handled += measuring ? burst.count() : 0;
    }

    /** Of the packet that has waited longest. */
    private long waitingNumber() {
        return waiting[(int) (taken % waiting.length)];
    }

    /** Packets that found the queue full while it was measured. */
    long lost() {
        return lost;
    }

    @Override
    public void retain() {}

    @Override
    public void release(long bursts) {}

    @Override
    public long bytesRead() {
        return warmup.bytesRead();
    }

    @Override
    public long bytesTotal() {
        return 0;
    }

    @Override
    public List<Damage> damages() {
        return List.of();
    }

    @Override
    public void close() {
        warmup.close();
        ring.close();
    }
}
