package flowc.runtime.worker;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait for each other: for a moment on the processor, then asleep. Who makes something true for others sets it first (volatile) and
 * wakes them then; who waits says so before it looks for the last time. So one of the two sees the other.
 */
final class Waiters {
    /** A few µs: what a batch that is nearly there takes, and little beside the cost of falling asleep. */
    private static final int SPINS = 100;

    /** Where threads outnumber processors, the one that is waited for may need this one. */
    private static final int YIELDS = 3;

    private final AtomicReferenceArray<Thread> asleep;

    Waiters(int threads) {
        this.asleep = new AtomicReferenceArray<>(threads);
    }

    /** Returns once {@code ready} is true; on the thread that has number {@code who}. Its interrupt status survives. */
    void await(int who, BooleanSupplier ready) {
        for (int i = 0; i < SPINS; i++) {
            if (ready.getAsBoolean()) {
                return;
            }
            Thread.onSpinWait();
        }
        for (int i = 0; i < YIELDS; i++) {
            if (ready.getAsBoolean()) {
                return;
            }
            Thread.yield();
        }
        sleep(who, ready);
    }

    private void sleep(int who, BooleanSupplier ready) {
        boolean interrupted = false;
        while (true) {
            asleep.set(who, Thread.currentThread());
            if (ready.getAsBoolean()) {
                break;
            }
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        asleep.set(who, null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes one thread if it sleeps; true when it did. */
    boolean wake(int who) {
        if (asleep.get(who) == null) {
            return false;
        }
        final Thread thread = asleep.getAndSet(who, null);
        LockSupport.unpark(thread);
        return thread != null;
    }

    /** Wakes the first thread that sleeps. */
    void wakeOne() {
        int who = 0;
        while (who < asleep.length() && !wake(who)) {
            who++;
        }
    }

    void wakeAll() {
        for (int who = 0; who < asleep.length(); who++) {
            wake(who);
        }
    }
}
