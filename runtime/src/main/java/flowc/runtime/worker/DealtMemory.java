package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import java.util.Arrays;

/**
 * Where one worker puts the packets that it prepares, as bursts of descriptors with their slots, ready for {@code FlowProgram.handleBurst}. Each
 * worker has its own, and in it its own packets, half of all where there are two workers, are apart from those of others: so their lines never leave its core's caches.
 * The part that was free first is taken first, so that no more memory goes round than is needed.
 * <pre> part:  | own burst | … | others' burst | … |   burst: | descriptors (64) | slots (64) | </pre>
 */
final class DealtMemory implements AutoCloseable {
    /** Where in a burst the slots begin. */
    static final long SLOTS_OFFSET = PacketBurst.CAPACITY * PacketLayout.BYTES;

    /** Batches of one worker that are on their way at once. */
    static final int PARTS = 4;

    private static final long NONE = -1;

    private final int worker;
    private final Region region;
    private final long partBytes;
    private final long othersOffset;
    private final long burstBytes;
    /** By part: the batch that it holds packets of, or held. */
    private final long[] batches = new long[PARTS];
    private long own;
    private long others;

    /** {@code copies}: the most workers that get the same packet. */
    DealtMemory(int worker, int workers, int slotBytes, int copies) {
        this.worker = worker;
        this.burstBytes = SLOTS_OFFSET + (long) PacketBurst.CAPACITY * slotBytes;
        this.othersOffset = Batch.MOST_BURSTS * burstBytes;
        // Full bursts for all packets, and one begun for each worker.
        this.partBytes = othersOffset + (Batch.MOST_BURSTS * (long) Math.min(workers, copies) + workers) * burstBytes;
        this.region = Region.allocate(Memory.align(partBytes * PARTS, Region.HUGE_PAGE_BYTES), PacketRun.BATCHES);
        Arrays.fill(batches, NONE);
    }

    /** Whether there is a part for another batch, when all batches before {@code released} are done. */
    boolean hasRoom(long released) {
        return free(released) != NONE;
    }

    private int free(long released) {
        for (int part = 0; part < PARTS; part++) {
            if (batches[part] < released) {
                return part;
            }
        }
        return (int) NONE;
    }

    /** Takes a part for a batch, for which there is room; which one, 0 to {@link #PARTS} - 1. */
    int begin(long batch, long released) {
        final int part = free(released);
        batches[part] = batch;
        own = region.address() + part * partBytes;
        others = own + othersOffset;
        return part;
    }

    /** Memory for up to 64 packets of {@code owner}. */
    long openBurst(int owner) {
        if (owner == worker) {
            own += burstBytes;
            return own - burstBytes;
        }
        others += burstBytes;
        return others - burstBytes;
    }

    @Override
    public void close() {
        region.close();
    }
}
