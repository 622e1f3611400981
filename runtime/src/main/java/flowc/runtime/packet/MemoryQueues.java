package flowc.runtime.packet;

import java.util.List;

/** Queues whose packets are in memory already: for benchmarks and tests, which see to it that conversations stay together. */
public record MemoryQueues(List<PacketSource> queues) implements PacketQueues {
    public MemoryQueues {
        queues = List.copyOf(queues);
    }

    @Override
    public void close() {
        queues.forEach(PacketSource::close);
    }
}
