package flowc.runtime.export;

import java.io.IOException;
import java.io.OutputStream;

/** Text on its way out, written in large pieces. The formatter thread only. */
final class OutputPage extends OutputStream {
    private static final int BYTES = 64 << 10;

    private final OutputStatus status;
    private final TextBuffer text = new TextBuffer(BYTES + (BYTES >> 2));

    /** Null until {@link #writeTo}. */
    private OutputStream target;
    /** Records in the page, not counted as written yet. */
    private long pending;

    OutputPage(OutputStatus status) {
        this.status = status;
    }

    /** Before the formatter thread starts. */
    void writeTo(OutputStream stream) {
        target = stream;
    }

    /** Where text is appended; what stands in it before belongs to earlier records. */
    TextBuffer text() {
        return text;
    }

    @Override
    public void write(int value) throws IOException {
        text.put((char) (value & 0xff));
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        text.put(source, from, count);
        if (text.length() >= BYTES) {
            writeOut();
        }
    }

    /** The record is complete. */
    void endRecord() throws IOException {
        pending++;
        if (text.length() >= BYTES) {
            drain();
        }
    }

    private void drain() throws IOException {
        writeOut();
        status.addWritten(pending);
        pending = 0;
    }

    private void writeOut() throws IOException {
        target.write(text.bytes(), 0, text.length());
        text.clear();
    }

    @Override
    public void flush() throws IOException {
        if (text.length() > 0 || pending > 0) {
            drain();
        }
        target.flush();
    }
}
