package flowc.load;

/** Some packets, and what they took of one thread; {@code cpuNanos} of it on a core. */
public record Chunk(long packets, long cpuNanos, long wallNanos, long heapBytes) {
    public double packetsPerCpuSecond() {
        return packets * 1e9 / Math.max(1, cpuNanos);
    }
}
