package flowc.cli.filter;

import flowc.runtime.export.PacketLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.text.PlainText;
import java.io.IOException;
import java.io.OutputStream;

/** A line for each packet that matches. */
final class ListOutput implements PacketOutput {
    private final PacketLine lines;
    private final boolean json;
    private final boolean manyFiles;
    private String file;

    ListOutput(OutputStream out, boolean json, boolean manyFiles) {
        this.lines = new PacketLine(out, json);
        this.json = json;
        this.manyFiles = manyFiles;
    }

    @Override
    public void begin(CaptureReader reader) {
        // JSON escapes by itself.
        file = !manyFiles ? null : json ? reader.name() : PlainText.of(reader.name());
    }

    @Override
    public void take(PacketBurst burst, long chosen, long firstIndex) throws IOException {
        for (long left = chosen; left != 0; left &= left - 1) {
            final int packet = Long.numberOfTrailingZeros(left);
            final long descriptor = burst.address() + packet * PacketLayout.BYTES;
            lines.add(new PacketLine.Listed(
                    file,
                    firstIndex + packet,
                    Memory.i64(descriptor + PacketLayout.TIME_OFFSET),
                    Memory.u32(descriptor + PacketLayout.LINK_TYPE_OFFSET),
                    Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET),
                    Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET),
                    Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET)));
        }
    }

    @Override
    public void end(CaptureReader reader) throws IOException {
        lines.flush();
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void close() throws IOException {
        lines.flush();
    }
}
