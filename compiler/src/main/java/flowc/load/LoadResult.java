package flowc.load;

import flowc.runtime.RunSummary;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What was measured.
 *
 * @param chunks of each queue, what came between them left out
 * @param bursts nanoseconds of bursts
 * @param burstsCpu nanoseconds of CPU time of bursts that came paced, what is done between them included; empty where several threads work for one queue
 * @param clock of a thread without work
 * @param losses packets that found a queue full
 * @param newFlows flows that were not steady, warm-up included
 * @param summary of the whole run, warm-up and the end of all flows included
 */
public record LoadResult(List<List<Chunk>> chunks, Histogram bursts, Histogram burstsCpu, Optional<ClockLateness> clock, Losses losses, long newFlows, RunSummary summary) {
    /** A chunk of fewer packets than such a part of the longest one's says nothing about the rate. */
    private static final long LEAST_PART = 16;

    public LoadResult {
        chunks = List.copyOf(chunks);
    }

    public long packets() {
        return chunks.stream().flatMap(List::stream).mapToLong(Chunk::packets).sum();
    }

    public double cpuSeconds() {
        return chunks.stream().flatMap(List::stream).mapToLong(Chunk::cpuNanos).sum() / 1e9;
    }

    /** Of the slowest queue. */
    public double wallSeconds() {
        return chunks.stream().mapToLong(queue -> queue.stream().mapToLong(Chunk::wallNanos).sum()).max().orElse(0) / 1e9;
    }

    /** Of the clock on the wall, of all queues together. */
    public double queueSeconds() {
        return chunks.stream().flatMap(List::stream).mapToLong(Chunk::wallNanos).sum() / 1e9;
    }

    /** That workers took from the heap. */
    public long heapBytes() {
        return chunks.stream().flatMap(List::stream).mapToLong(Chunk::heapBytes).sum();
    }

    /** Million packets per second of CPU time, of all chunks, ascending. Those that ended much too early are left out: what is done once in a chunk would be their rate. */
    public double[] chunkMpps() {
        final long whole = chunks.stream().flatMap(List::stream).mapToLong(Chunk::packets).max().orElse(0);
        return chunks.stream().flatMap(List::stream).filter(chunk -> chunk.packets() >= whole / LEAST_PART).mapToDouble(chunk -> chunk.packetsPerCpuSecond() / 1e6).sorted().toArray();
    }
}
