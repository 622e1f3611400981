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
    private long clock = QueueClocks.NONE;

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
        clocks.comesToGap(queue, clock, QueueClocks.NEVER);
        follow();
        if (!clocks.isAborted() && clocks.last() != QueueClocks.NONE) {
            instance.clock().advance(clocks.last());
            instance.clock().endOfInput();
        }
    }

    private void readAll() {
        boolean more = begin();
        while (more && !clocks.isAborted()) {
            handle();
            traffic.add(burst);
            packets = traffic.packets();
            instance.clock().housekeep();
            instance.sink().flush();
            more = !watch.isStopped() && source.fill(burst);
        }
    }

    /** Reads the first packets and starts the clock with all others. */
    private boolean begin() {
        boolean more = false;
        long start;
        try {
            more = readFirst();
        } finally {
            start = clocks.begin(more && burst.count() > 0 ? clockAt(0) : QueueClocks.NEVER);
        }
        if (start != QueueClocks.NEVER) {
            clock = start;
            instance.clock().advance(start);
        }
        return more;
    }

    /**
     * Reads until there is a packet, or once more after another queue had its first: what came before that one is there by then, and the others cannot
     * be kept waiting for what comes later. Were all queues that have nothing yet to begin at once, none would know when the first mark is.
     */
    private boolean readFirst() {
        boolean othersBegan;
        boolean more;
        do {
            othersBegan = clocks.hasFirst();
            more = !watch.isStopped() && source.fill(burst);
        } while (more && burst.count() == 0 && !othersBegan && !clocks.isAborted());
        return more;
    }

    /** A burst in pieces that are too short for marks to be left out; between them are the queue's gaps. */
    private void handle() {
        int from = 0;
        while (from < burst.count()) {
            if (clocks.isGap(clock, clockAt(from))) {
                clocks.comesToGap(queue, clock, clockAt(from));
                follow();
                clock = clockAt(from);
            }
            int to = burst.count();
            while (clocks.isGap(clock, clockAt(to - 1))) {
                to--;
            }
            clock = clockAt(to - 1);
            clocks.goesTo(queue, clock);
            instance.program().onBurst(burst.address() + from * PacketLayout.BYTES, to - from);
            from = to;
        }
    }

    private long clockAt(int packet) {
        // The first packets of a queue that had none when the others began may be earlier than theirs.
        return Math.max(clock, Memory.i64(burst.address() + packet * PacketLayout.BYTES + PacketLayout.CLOCK_OFFSET));
    }

    /** Marks need the parts of all, so that a worker at a gap or at its queue's end goes on with the others. */
    private void follow() {
        while (clocks.follows(queue)) {
            final long step = clocks.nextStep(queue);
            if (step > instance.clock().now()) {
                instance.clock().advance(step);
                for (int i = 0; i < STEPS_PER_POLL; i++) {
                    instance.clock().housekeep();
                }
                instance.sink().flush();
            } else {
                LockSupport.parkNanos(this, POLL_NANOS);
            }
        }
    }
}
