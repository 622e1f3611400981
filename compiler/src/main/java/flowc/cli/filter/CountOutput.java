package flowc.cli.filter;

import flowc.runtime.export.PacketLine;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.text.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Says how many packets match: the number alone of one capture, else after the file's name. */
final class CountOutput implements PacketOutput {
    private final OutputStream out;
    private final boolean json;
    private final boolean manyFiles;
    private long count;

    CountOutput(OutputStream out, boolean json, boolean manyFiles) {
        this.out = out;
        this.json = json;
        this.manyFiles = manyFiles;
    }

    @Override
    public void begin(CaptureReader reader) {
        count = 0;
    }

    @Override
    public void take(PacketBurst burst, long chosen, long firstIndex) {
        count += Long.bitCount(chosen);
    }

    @Override
    public void end(CaptureReader reader) throws IOException {
        final String line = json ? PacketLine.count(manyFiles ? reader.name() : null, count) : (manyFiles ? PlainText.of(reader.name()) + "\t" : "") + count;
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        // A count of a part would be taken for one of the whole.
    }

    @Override
    public void close() {
        // Every count was written at once.
    }
}
