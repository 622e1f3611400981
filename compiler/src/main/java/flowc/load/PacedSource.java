package flowc.load;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;
import java.util.Optional;

/**
 * Packets at the times at which they are due, as a network card has them: those that are due wait in a queue of bounded length, and what finds it full is
 * lost and counted. A burst is as late as its first packet, however long that waited, and counts once for each of its packets: so a stall counts
 * for all that came in it, and the many bursts of one packet in between do not hide it. Packets are made while there is nothing to do. After a warm-up as
 * fast as can be, pacing settles for up to a second. That is measured as well, and forgotten again, {@link #REHEARSALS} times: code that runs for the first time when
 * measuring begins would be what is measured.
 */
final class PacedSource implements PacketSource {
    private static final long SETTLING_NANOS = 1_000_000_000L;
    /** Fewer, and what handles them would still be compiled while it is measured. */
    private static final long SETTLING_PACKETS = 100_000;
    private static final int REHEARSALS = 64;
    private static final int READY_PACKETS = 65_536;
    private static final long CHUNK_PACKETS = 1 << 18;
    private static final long SETTLING_CHUNK_PACKETS = 1 << 11;

    private final ChunkSource warmup;
    private final PacketSequence sequence;
    private final PacketRing ring;
    private final Meter meter;
    private final LoadClock clock;
    private final LoadWatch watch;
    private final DueQueue queue;
    private final InFlight inFlight = new InFlight();
    private final InFlight.Done done = this::burstIsDone;
    private boolean retains;
    private boolean warm;
    /** The packet with which measuring begins anew. */
    private long nextBegin;
    private long chunkPackets = SETTLING_CHUNK_PACKETS;
    private long bursts;
    private long taken;
    private long made;
    private final CpuQueue unstalled;
    private long busySince;
    private long busyCpu;
    private int inHand;
    private long busyNanos;
    private long handled;

    PacedSource(PacketSequence sequence, Extent extent, int queuePackets, Meter meter, LoadWatch watch) {
        this.sequence = sequence;
        this.meter = meter;
        this.clock = meter.clock();
        this.watch = watch;
        this.warmup = new ChunkSource(sequence, new Extent(extent.warmup(), 1, 1), meter, watch);
        this.ring = new PacketRing(sequence, READY_PACKETS);
        final double nanosApart = sequence.traffic().nanosApart(sequence.queues());
        final long measured = (long) Math.max(1, Math.min(extent.packets(), extent.nanos() / nanosApart));
        this.unstalled = new CpuQueue(queuePackets, nanosApart);
        this.queue = new DueQueue(queuePackets, nanosApart, (long) Math.min(Math.max(measured, SETTLING_PACKETS), Math.ceil(SETTLING_NANOS / nanosApart)), measured);
    }

    @Override
    public boolean fill(PacketBurst burst) {
        if (!warm && warmup.isWarming()) {
            bursts++;
            return warmup.fill(burst);
        }
        final long now = clock.nanos();
        if (!retains) {
            if (inHand > 0) {
                burstTook(clock.cpuNanos());
            }
            releaseUpTo(bursts, now);
        }
        if (!warm) {
            warm = true;
            meter.beginChunk();
            queue.start(now);
        }
        burst.clear();
        accept(now);
        while (queue.isEmpty() && !queue.isOver()) {
            makeReady();
            accept(clock.nanos());
        }
        take(burst);
        if (!retains) {
            inHand = burst.count();
            busyCpu = clock.cpuNanos();
        }
        final boolean more = burst.count() > 0 || !queue.isEmpty() || !inFlight.isEmpty();
        if (more) {
            bursts++;
        } else if (handled > 0) {
            endChunk();
        }
        return more;
    }

    private void accept(long now) {
        if (watch.isStopped()) {
            queue.end();
        } else {
            queue.accept(now);
        }
    }

    @Override
    public void retain() {
        retains = true;
        warmup.retain();
    }

    @Override
    public void release(long count) {
        warmup.release(count);
        releaseUpTo(count, clock.nanos());
    }

    private void burstTook(long cpu) {
        meter.burstCpu(cpu - busyCpu);
        unstalled.take(inHand, cpu);
        inHand = 0;
    }

    private void releaseUpTo(long count, long now) {
        busyNanos += now - busySince;
        inFlight.release(count, now, done);
        if (handled >= chunkPackets) {
            endChunk();
        }
    }

    private void burstIsDone(long due, long now, int packets) {
        meter.burst(now - due, packets);
        handled += packets;
    }

    private void endChunk() {
        if (retains) {
            meter.endChunk(handled);
        } else {
            meter.endChunk(handled, busyNanos);
        }
        handled = 0;
        busyNanos = 0;
        meter.beginChunk();
    }

    private void makeReady() {
        if (hasRoom()) {
            ring.make((int) (made % ring.places()), PacketBurst.CAPACITY);
            made += PacketBurst.CAPACITY;
        } else {
            Thread.onSpinWait();
        }
    }

    private boolean hasRoom() {
        return made - (taken - inFlight.packets()) <= ring.places() - PacketBurst.CAPACITY;
    }

    private void take(PacketBurst burst) {
        if (queue.isEmpty()) {
            return;
        }
        final long first = queue.first();
        // What is forgotten and what is measured are no burst together, and not on their way at the same time.
        if (first >= nextBegin) {
            if (!inFlight.isEmpty()) {
                return;
            }
            begin(first);
        }
        busySince = clock.nanos();
        final Traffic traffic = sequence.traffic();
        while (!burst.isFull() && !queue.isEmpty() && queue.first() < nextBegin && (taken < made || hasRoom())) {
            if (taken == made) {
                makeReady();
            }
            ring.add(burst, (int) (taken % ring.places()), 1, traffic.time(warmup.packets() + queue.first(), sequence.queues()));
            queue.remove();
            taken++;
        }
        if (burst.count() > 0) {
            inFlight.add(bursts + 1, queue.due(first), burst.count());
        }
    }

    /** Measuring begins with packet {@code first}: to be forgotten, or at last. */
    private void begin(long first) {
        final long settling = queue.settling();
        if (retains) {
            meter.watchWorkers();
        }
        final boolean isRehearsal = first < settling;
        if (isRehearsal) {
            nextBegin = Math.min(settling, first + 1 + settling / REHEARSALS);
        } else {
            nextBegin = Long.MAX_VALUE;
            chunkPackets = CHUNK_PACKETS;
        }
        watch.begin(isRehearsal);
        queue.forgetMost();
        handled = 0;
        busyNanos = 0;
        meter.beginAnew(isRehearsal);
        meter.beginChunk();
        unstalled.start(clock.cpuNanos());
    }

    Losses losses() {
        return new Losses(queue.lost(), queue.lostSettling(), queue.most(), retains ? Optional.empty() : Optional.of(Math.min(queue.lost(), unstalled.lost())));
    }

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
