package flowc.cli.filter;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.pcap.CaptureReader;
import java.io.IOException;

/** What is done with the packets that match: captures come one after the other, their bursts in order. One thread. */
interface PacketOutput extends AutoCloseable {
    /** What follows comes from {@code reader}, which has begun and of which nothing was read yet. */
    void begin(CaptureReader reader) throws IOException;

    /** Takes the packets of the burst, which may be empty, whose bit in {@code chosen} is set; its first packet is the capture's number {@code firstIndex}. */
    void take(PacketBurst burst, long chosen, long firstIndex) throws IOException;

    /** The reader has no more packets. */
    void end(CaptureReader reader) throws IOException;

    /**
     * Hands on what was taken so far, of which nothing is read any more, even if this fails. Instead of {@link #end} where the reader is given up
     * before its end.
     */
    void flush() throws IOException;

    /** Whether a packet that was taken is on its way, so that what a file held before must go. */
    default boolean hasPackets() {
        return true;
    }

    /** Nothing could be read, or written, and nothing more will come: what a file held before should stay. Before the last {@link #flush}, if there is one. */
    default void forsake() {
        // What was printed is no file that could be kept.
    }

    /** Hands all on. */
    @Override
    void close() throws IOException;
}
