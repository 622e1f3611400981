package flowc.bench;

import com.sun.management.ThreadMXBean;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** Measures the engine from where it asks for packets: CPU time of its thread for each chunk of packets after those that warm it up. */
final class MeteredSource implements PacketSource {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PacketSource source;
    private final long chunk;
    private final long warmup;
    private final double[] rates;
    private final double[] wallRates;
    private long packets;
    private int measured = -1;
    private long cpuNanos;
    private long nanos;
    private long bytes;
    private long allocated;

    /** Ends after {@code chunks} chunks of {@code chunk} packets each, {@code warmup} packets before them not counted. */
    MeteredSource(PacketSource source, long warmup, long chunk, int chunks) {
        this.source = source;
        this.chunk = chunk;
        this.warmup = warmup;
        this.rates = new double[chunks];
        this.wallRates = new double[chunks];
    }

    @Override
    public boolean fill(PacketBurst burst) {
        if (packets >= warmup + (measured + 1) * chunk && !tick()) {
            return false;
        }
        final boolean more = source.fill(burst);
        packets += burst.count();
        return more;
    }

    /** Ends a chunk; false after the last one. */
    private boolean tick() {
        final long cpu = THREADS.getCurrentThreadCpuTime();
        final long wall = System.nanoTime();
        final long heap = THREADS.getCurrentThreadAllocatedBytes();
        if (measured >= 0) {
            rates[measured] = chunk * 1e3 / (cpu - cpuNanos);
            wallRates[measured] = chunk * 1e3 / (wall - nanos);
        } else {
            bytes = heap;
        }
        measured++;
        cpuNanos = cpu;
        nanos = wall;
        allocated = heap - bytes;
        return measured < rates.length;
    }

    /** As the peers print it: million packets per second of CPU and of wall time, and bytes allocated in all chunks. */
    String result(String name, long flows) {
        Arrays.sort(rates);
        Arrays.sort(wallRates);
        final int last = rates.length - 1;
        return String.format("RES %s n=%d chunk=%d chunks=%d wall_mpps_med=%.3f cpu_mpps_min=%.3f med=%.3f max=%.3f heap_bytes=%d", name, flows, chunk, rates.length,
                wallRates[last / 2], rates[0], rates[last / 2], rates[last], allocated);
    }

    @Override
    public void retain() {
        source.retain();
    }

    @Override
    public void release(long bursts) {
        source.release(bursts);
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public long bytesTotal() {
        return source.bytesTotal();
    }

    @Override
    public List<Damage> damages() {
        return source.damages();
    }

    @Override
    public void close() {
        source.close();
    }
}
