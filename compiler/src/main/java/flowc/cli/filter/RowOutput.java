package flowc.cli.filter;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.pcap.CaptureReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A line for each of many expressions and each capture. They come when the captures are read, since one expression's stand together. */
final class RowOutput implements PacketOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final List<ExpressionRows> rows;
    private final List<String> captures = new ArrayList<>();
    private CaptureReader current;

    RowOutput(OutputStream out, List<ExpressionRows> rows) {
        this.out = out;
        this.rows = rows;
    }

    @Override
    public void begin(CaptureReader reader) {
        current = reader;
        rows.forEach(ExpressionRows::begin);
    }

    @Override
    public void take(PacketBurst burst, long chosen, long firstIndex) {
        for (ExpressionRows row : rows) {
            row.take(burst, current, firstIndex);
        }
    }

    @Override
    public void end(CaptureReader reader) {
        captures.add(reader.name());
        rows.forEach(ExpressionRows::end);
    }

    @Override
    public void flush() {
        // A row of a part would be taken for one of the whole.
    }

    @Override
    public void close() throws IOException {
        final OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        for (ExpressionRows row : rows) {
            for (int capture = 0; capture < captures.size(); capture++) {
                buffered.write(row.line(capture, captures.get(capture)).getBytes(StandardCharsets.UTF_8));
            }
        }
        buffered.flush();
    }
}
