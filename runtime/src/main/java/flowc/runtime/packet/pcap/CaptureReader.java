package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One capture, read once, whose records a {@link CaptureWriter} can copy. All that {@link CaptureFiles} says of a file holds. One thread.
 */
public final class CaptureReader implements AutoCloseable {
    private final Path path;
    private final Capture capture;

    CaptureReader(Path path, Capture capture) {
        this.path = path;
        this.capture = capture;
    }

    /**
     * Opens {@code path}; {@code -} is {@link System#in}. What is packed or comes through a pipe is framed while it comes in. A file that is no capture is
     * found by the first {@link #fill}.
     *
     * @throws UnreadableCapture when it is missing, a directory, or may not be read
     */
    public static CaptureReader open(Path path) throws UnreadableCapture {
        if (!path.equals(CaptureFiles.STANDARD_INPUT)) {
            CaptureFiles.requireReadable(path);
        }
        try {
            return new CaptureReader(path, CaptureFile.open(path, System.in, new Interfaces()));
        } catch (IOException e) {
            throw new UnreadableCapture(path, CaptureFiles.openingFault(e));
        } catch (InternalError e) {
            throw new UnreadableCapture(path, Damage.SHRANK);
        }
    }

    /** Waits a little for what tells the kind of capture. Of what is packed, or a pipe, nothing else may be asked, but the name, until this gave true. */
    public boolean begins() {
        return capture.begins();
    }

    /**
     * Clears {@code burst} and puts the next packets into it, all of them of one section of the file. Their bytes stay readable until
     * {@link #release} or {@link #close}. A burst that is not full says that no more packets wait now; one of a stream that pauses is empty.
     *
     * @return false at the end, with no packet in the burst
     */
    public boolean fill(PacketBurst burst) {
        burst.clear();
        capture.fill(burst);
        return burst.count() > 0 || capture.waits();
    }

    /** Nobody reads any more what bursts had so far, nor what lies between their packets. A stream comes no further than a window ahead of it. */
    public void release() {
        capture.release(capture.offset());
    }

    /** Takes what packets of the last burst have beyond the snaplen of their pcap file for not captured, as libpcap does before it filters. */
    public void cutToSnaplen(PacketBurst burst) {
        final long snaplen = capture.framing().snaplen();
        final long end = burst.address() + burst.count() * PacketLayout.BYTES;
        for (long packet = burst.address(); packet != end; packet += PacketLayout.BYTES) {
            if (Memory.u32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET) > snaplen) {
                Memory.putU32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET, snaplen);
            }
        }
    }

    /** Where and why reading stopped before the end of the file; known when {@link #fill} has said that there is no more; waits for the end of a packed stream. */
    public Optional<Damage> damage() {
        return Optional.ofNullable(capture.stop()).map(stop -> new Damage(name(), stop.offset(), stop.reason()));
    }

    /** As it is called in messages. */
    public String name() {
        return CaptureFiles.name(path);
    }

    /** Whether the packets of the last burst were captured on a machine of the other byte order; some link types have headers in that order. */
    public boolean isByteOrderSwapped() {
        return capture.framing().isSwapped();
    }

    /** Whether the content is pcapng rather than pcap. */
    public boolean isPcapng() {
        return capture.framing() instanceof PcapngFraming;
    }

    /** Bytes of content framed so far. */
    public long bytesRead() {
        return capture.offset();
    }

    Framing framing() {
        return capture.framing();
    }

    @Override
    public void close() {
        capture.close();
    }
}
