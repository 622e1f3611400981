package flowc.allocation;

import com.sun.management.ThreadMXBean;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Hands on another source's packets and notes, every million, what the thread that asks for them has allocated. */
final class CountedSource implements PacketSource {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WINDOW = 1_000_000;

    private final PacketSource source;
    private final long[] allocated;
    private long packets;
    private int windows;

    CountedSource(PacketSource source, int windows) {
        this.source = source;
        this.allocated = new long[windows + 1];
    }

    @Override
    public boolean fill(PacketBurst burst) {
        if (packets >= windows * WINDOW) {
            allocated[windows++] = THREADS.getCurrentThreadAllocatedBytes();
            if (windows == allocated.length) {
                return false;
            }
        }
        final boolean more = source.fill(burst);
        packets += burst.count();
        return more;
    }

    /** The fewest bytes of any window after the first: what packets cost is in each, what happens once, as loading a class, is not. */
    long fewestBytes() {
        if (windows < allocated.length) {
            throw new IllegalStateException("the source must have enough packets: packets=" + packets);
        }
        long fewest = Long.MAX_VALUE;
        for (int window = 1; window < allocated.length - 1; window++) {
            fewest = Math.min(fewest, allocated[window + 1] - allocated[window]);
        }
        return fewest;
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
