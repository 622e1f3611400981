package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;
import java.io.IOException;

/** How one kind of capture file is written: files come one after the other, bursts in order, {@link #close} last. One thread. */
sealed interface RecordFormat permits PcapRecords, PcapngRecords {
    /** What follows comes from a file that {@code framing} reads and has read nothing of. */
    void begin(Framing framing) throws IOException;

    /** Writes the packets of the burst that was filled last whose bit in {@code chosen} is set, bit 0 for the first. */
    void write(Framing framing, PacketBurst burst, long chosen) throws IOException;

    /** Whether a packet was written. */
    boolean hasPackets();

    /** {@code framing} has no more packets, or no more are wanted. */
    void end(Framing framing) throws IOException;

    /** Completes what must be there even without a packet. */
    void close() throws IOException;
}
