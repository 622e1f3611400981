package flowc.load;

/** Some packets, and what they took: {@code cpuNanos} and {@code heapBytes} of the threads that handled them. */
public record Chunk(long packets, long cpuNanos, long wallNanos, long heapBytes) {
    Chunk plus(Chunk other) {
        return new Chunk(packets + other.packets, cpuNanos + other.cpuNanos, wallNanos + other.wallNanos, heapBytes + other.heapBytes);
    }

    public double packetsPerCpuSecond() {
        return packets * 1e9 / Math.max(1, cpuNanos);
    }
}
