package flowc.load;

/** What a source of packets and its meter read the time from: the machine's, but where a test sets it. */
interface LoadClock {
    LoadClock MACHINE = new LoadClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long cpuNanos() {
            return WorkThreads.THREADS.getCurrentThreadCpuTime();
        }
    };

    /** Goes on evenly, from anywhere. */
    long nanos();

    /** CPU time of the calling thread, ns. */
    long cpuNanos();
}
