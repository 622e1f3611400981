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
 * @param clock nanoseconds by which a thread without work was late
 * @param lost packets that found the queue full
 * @param workNanos of the clock on the wall, of all queues together, in which workers could work, warm-up included
 * @param newFlows flows that were not steady, warm-up included
 * @param summary of the whole run, warm-up and the end of all flows included
 */
public record LoadResult(List<List<Chunk>> chunks, Histogram bursts, Optional<Histogram> clock, long lost, long workNanos, long newFlows, RunSummary summary) {
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

    /** That workers took from the heap. */
    public long heapBytes() {
        return chunks.stream().flatMap(List::stream).mapToLong(Chunk::heapBytes).sum();
    }

    /** Million packets per second of CPU time, of all chunks, ascending. */
    public double[] chunkMpps() {
        return chunks.stream().flatMap(List::stream).mapToDouble(chunk -> chunk.packetsPerCpuSecond() / 1e6).sorted().toArray();
    }
}
