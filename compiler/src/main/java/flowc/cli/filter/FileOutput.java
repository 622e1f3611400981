package flowc.cli.filter;

import flowc.launch.ResultFile;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.packet.pcap.CaptureWriter;
import flowc.runtime.packet.pcap.CaptureWriter.Format;
import flowc.runtime.packet.pcap.WriterSettings;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;

/** Writes the packets that match to one capture file, or pipe. */
final class FileOutput implements PacketOutput {
    private final String name;
    private final WritableByteChannel channel;
    private final WriterSettings settings;
    private CaptureWriter writer;

    /** {@code name} is what the user calls the file that {@code channel} writes. */
    FileOutput(String name, WritableByteChannel channel, WriterSettings settings) {
        this.name = name;
        this.channel = channel;
        this.settings = settings;
        // Until a packet matches, a refusal may come that leaves the file as it was.
        if (channel instanceof ResultFile file) {
            file.hold();
        }
    }

    /** By the name, or where that says nothing what the first capture is. */
    private Format format(CaptureReader first) {
        final String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".pcapng") || lower.endsWith(".ntar")) {
            return Format.PCAPNG;
        }
        final boolean saysPcap = lower.endsWith(".pcap") || lower.endsWith(".cap");
        return saysPcap || first == null || !first.isPcapng() ? Format.PCAP : Format.PCAPNG;
    }

    @Override
    public void begin(CaptureReader reader) throws IOException {
        if (writer == null) {
            writer = new CaptureWriter(channel, format(reader), settings);
        }
        writer.begin(reader);
    }

    @Override
    public void take(PacketBurst burst, long chosen, long firstIndex) throws IOException {
        writer.write(burst, chosen);
        if (writer.hasPackets() && channel instanceof ResultFile file) {
            file.begin();
        }
    }

    @Override
    public void end(CaptureReader reader) throws IOException {
        writer.end();
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public boolean hasPackets() {
        return writer.hasPackets();
    }

    @Override
    public void forsake() {
        // Who reads standard output instead gets a capture without packets, as from a filter that accepts none.
        if (channel instanceof ResultFile file) {
            file.keep();
        }
    }

    @Override
    public void close() throws IOException {
        if (writer == null) {
            writer = new CaptureWriter(channel, format(null), settings);
        }
        writer.close();
    }
}
