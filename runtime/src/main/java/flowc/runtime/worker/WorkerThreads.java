package flowc.runtime.worker;

import flowc.runtime.thread.Uninterrupted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The threads of a run's workers. A failure of one, which would be a mistake of ours, ends them all. */
final class WorkerThreads {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Runnable abort;

    /** {@code abort} makes all workers leave; any thread. */
    WorkerThreads(Runnable abort) {
        this.abort = abort;
    }

    void start(int worker, Runnable work) {
        final Thread thread = Thread.ofPlatform().name(PacketRun.WORKER_THREADS + worker).daemon().unstarted(() -> run(work));
        threads.add(thread);
        thread.start();
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable reason) {
        failure.compareAndSet(null, reason);
        abort.run();
    }

    boolean anyAlive() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /**
     * Waits for all; the thread's interrupt status survives. Throws what ended the first of those that failed.
     */
    void join() {
        threads.forEach(thread -> Uninterrupted.await(thread::join));
        switch (failure.get()) {
            case null -> { }
            case RuntimeException mistake -> throw mistake;
            case Error mistake -> throw mistake;
            default -> throw new IllegalStateException("a worker threw what nothing declares", failure.get());
        }
    }
}
