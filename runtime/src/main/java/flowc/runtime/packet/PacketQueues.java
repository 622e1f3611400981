package flowc.runtime.packet;

import java.util.List;

/**
 * Where packets come from in several streams at once: the receive queues of a network card, or what a benchmark has split. Packets with the same
 * two endpoints and protocol, in either direction, come in the same queue, in their order. Each queue is read by one thread, different ones by
 * different threads at a time.
 */
public interface PacketQueues extends AutoCloseable {
    /** The queues, always the same; they are closed with this. */
    List<PacketSource> queues();

    @Override
    void close();
}
