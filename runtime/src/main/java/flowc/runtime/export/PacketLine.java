package flowc.runtime.export;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A line of text for each packet: number, time, lengths and what a short look at its headers tells. Lines are gathered; {@link #flush} writes
 * them. One thread.
 */
public final class PacketLine {
    private static final int FLUSH_BYTES = 64 << 10;

    private final TextBuffer text = new TextBuffer(2 * FLUSH_BYTES);
    private final PacketSummary summary = new PacketSummary();
    private final OutputStream out;
    private final boolean json;

    /** Lines for people or, with {@code json}, one JSON object each. */
    public PacketLine(OutputStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /**
     * One packet of a list.
     *
     * @param file what the capture is called, null to leave it out
     * @param index 0 for the capture's first packet: {@code index} in JSON, while lines for people count from 1
     * @param time nanoseconds since 1970
     * @param linkType LINKTYPE_ value
     * @param address of the first of {@code captureLength} bytes
     */
    public record Listed(String file, long index, long time, long linkType, long address, long captureLength, long wireLength) {}

    /** Adds the packet's line. */
    public void add(Listed packet) throws IOException {
        summary.read(packet.linkType(), packet.address(), packet.captureLength());
        if (json) {
            json(packet);
        } else {
            plain(packet);
        }
        text.put('\n');
        if (text.length() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** How many packets of a capture there are, as a JSON object without a line's end; {@code file} may be null as in {@link Listed}. */
    public static String count(String file, long count) {
        return "{" + (file == null ? "" : "\"file\":\"" + escaped(file) + "\",") + "\"count\":" + count + "}";
    }

    private static String escaped(String file) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(file));
    }

    private void plain(Listed packet) {
        if (packet.file() != null) {
            text.put(packet.file()).put(':');
        }
        // People compare it with Wireshark's, tshark's and tcpdump's numbers, which begin with 1.
        text.unsigned(packet.index() + 1).put(' ');
        ScalarText.time(text, packet.time());
        text.put(' ').unsigned(packet.wireLength());
        if (packet.captureLength() != packet.wireLength()) {
            text.put('/').unsigned(packet.captureLength());
        }
        if (summary.hasAddresses()) {
            text.put(' ');
            summary.source(text, true);
            text.put(" > ");
            summary.destination(text, true);
        }
        text.put(' ').put(summary.protocol());
        summary.details(text);
    }

    private void json(Listed packet) {
        text.put('{');
        if (packet.file() != null) {
            text.put("\"file\":\"").put(escaped(packet.file())).put("\",");
        }
        text.put("\"index\":").unsigned(packet.index()).put(",\"time\":\"");
        ScalarText.time(text, packet.time());
        text.put("\",\"link_type\":").unsigned(packet.linkType()).put(",\"length\":").unsigned(packet.wireLength()).put(",\"captured\":").unsigned(packet.captureLength());
        if (summary.hasAddresses()) {
            text.put(",\"src\":\"");
            summary.source(text, false);
            text.put("\",\"dst\":\"");
            summary.destination(text, false);
            text.put('"');
        }
        if (summary.hasPorts()) {
            text.put(",\"src_port\":").unsigned(summary.sourcePort()).put(",\"dst_port\":").unsigned(summary.destinationPort());
        }
        text.put(",\"protocol\":\"").put(summary.protocol()).put("\"}");
    }

    /** Writes what was gathered. */
    public void flush() throws IOException {
        out.write(text.bytes(), 0, text.length());
        text.clear();
    }
}
