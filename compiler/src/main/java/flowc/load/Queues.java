package flowc.load;

import flowc.runtime.packet.PacketQueues;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/** A source for each queue. */
record Queues(List<PacketSource> queues) implements PacketQueues {
    @Override
    public void close() {
        queues.forEach(PacketSource::close);
    }
}
