package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource;
import java.util.concurrent.locks.LockSupport;

/** One worker of a {@link QueueRun}: reads its queue and handles what it reads, on a thread of its own. */
final class QueueWorker implements Runnable {
    private static final long POLL_NANOS = 200_000;

    /** Of passes over tables that are running. */
    private static final int STEPS_PER_POLL = 64;

    private final int queue;
    private final PacketSource source;
    private final Instance instance;
    private final RunWatch watch;
    private final QueueClocks clocks;
    private final PacketBurst burst = new PacketBurst();
    private final TrafficCount traffic = new TrafficCount();
    private volatile long packets;
    private volatile boolean captureShrank;
    private long clock = Long.MIN_VALUE;

    QueueWorker(int queue, PacketSource source, Instance instance, RunWatch watch, QueueClocks clocks) {
        this.queue = queue;
        this.source = source;
        this.instance = instance;
        this.watch = watch;
        this.clocks = clocks;
    }

    PacketSource source() {
        return source;
    }

    /** So far. Any thread. */
    long packets() {
        return packets;
    }

    /** Once it is done. */
    TrafficCount traffic() {
        return traffic;
    }

    boolean captureShrank() {
        return captureShrank;
    }

    @Override
    public void run() {
        try {
            readAll();
        } catch (InternalError e) {
            captureShrank = true;
        }
        clocks.ended(queue, clock);
        follow();
        if (!clocks.isAborted() && clocks.last() != Long.MIN_VALUE) {
            instance.clock().advance(clocks.last());
            instance.clock().endOfInput();
        }
    }

    private void readAll() {
        boolean more = begin();
        while (more && !clocks.isAborted()) {
            if (burst.count() > 0) {
                clock = clockAt(burst.count() - 1);
                clocks.goesTo(queue, clock);
            }
            instance.program().onBurst(burst.address(), burst.count());
            traffic.add(burst);
            packets = traffic.packets();
            instance.clock().housekeep();
            instance.sink().flush();
            more = !watch.isStopped() && source.fill(burst);
        }
    }

    /** Reads the first burst and starts the clock with all others. */
    private boolean begin() {
        boolean more = false;
        long start;
        try {
            more = !watch.isStopped() && source.fill(burst);
        } finally {
            start = clocks.begin(more && burst.count() > 0 ? clockAt(0) : Long.MAX_VALUE);
        }
        if (start != Long.MAX_VALUE) {
            instance.clock().advance(start);
        }
        return more;
    }

    private long clockAt(int packet) {
        return Memory.i64(burst.address() + packet * PacketLayout.BYTES + PacketLayout.CLOCK_OFFSET);
    }

    /** Marks need the parts of all, so that a worker whose queue has ended goes on with the others. */
    private void follow() {
        while (!clocks.allEnded()) {
            final long slowest = clocks.slowest();
            if (slowest != Long.MAX_VALUE && slowest != Long.MIN_VALUE) {
                instance.clock().advance(slowest);
                for (int i = 0; i < STEPS_PER_POLL; i++) {
                    instance.clock().housekeep();
                }
                instance.sink().flush();
            }
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }
}
