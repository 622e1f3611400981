package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Writes chosen packets of capture files to one pcap or pcapng file or pipe. Records are copied as they lie where the kinds of file agree, with
 * their times, resolutions and lengths on the wire. One thread.
 */
public final class CaptureWriter implements AutoCloseable {
    /** Kinds of capture files. */
    public enum Format { PCAP, PCAPNG }

    private final RecordOutlet outlet;
    private final RecordFormat records;
    private CaptureReader reader;

    /** Writes to {@code channel}, which is closed with the writer. */
    public CaptureWriter(WritableByteChannel channel, Format format, WriterSettings settings) {
        this.outlet = new RecordOutlet(channel);
        this.records = switch (format) {
            case PCAP -> new PcapRecords(outlet, settings);
            case PCAPNG -> new PcapngRecords(outlet, settings);
        };
    }

    /**
     * What follows comes from {@code next}, of which nothing was read yet.
     *
     * @throws UnwritablePacket when its packets cannot be in a file of this format
     */
    public void begin(CaptureReader next) throws IOException {
        reader = next;
        try {
            records.begin(next.framing());
        } catch (UnwritablePacket e) {
            throw e.of(next.name());
        }
    }

    /**
     * Writes those packets of the burst that the reader filled last whose bit in {@code chosen} is set, bit 0 for the first. Every burst must be
     * handed over, also when nothing of it is chosen.
     *
     * @throws UnwritablePacket when a chosen packet cannot be in a file of this format
     */
    public void write(PacketBurst burst, long chosen) throws IOException {
        try {
            records.write(reader.framing(), burst, chosen);
        } catch (UnwritablePacket e) {
            throw e.of(reader.name());
        }
    }

    /** Whether a packet was written; one that was refused is not. */
    public boolean hasPackets() {
        return records.hasPackets();
    }

    /** Writes what the reader's file has behind its last packet; the reader may be closed then. */
    public void end() throws IOException {
        records.end(reader.framing());
        outlet.flush();
    }

    /** Hands on what was written so far. Of that nothing is read any more, also when this fails: the reader may release it, or be closed. */
    public void flush() throws IOException {
        outlet.flush();
    }

    /** Completes the file. */
    @Override
    public void close() throws IOException {
        try (outlet) {
            records.close();
            outlet.flush();
        }
    }
}
