package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One capture file, whose packets can be read again from the beginning and whose records a {@link CaptureWriter} can copy. All that
 * {@link CaptureFiles} says of a file holds. One thread.
 */
public final class CaptureReader implements AutoCloseable {
    private final Path path;
    private final CaptureFile file;

    private CaptureReader(Path path, CaptureFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Maps {@code path}, unpacked where that is needed; {@code -} is {@link System#in}, taken in to its end now. A file that is no capture is
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
            throw new UnreadableCapture(path, CaptureFile.SHRUNK);
        }
    }

    /**
     * Clears {@code burst} and puts the next packets into it, all of them of one section of the file. Their bytes stay readable until
     * {@link #close}.
     *
     * @return false at the end, with no packet in the burst
     */
    public boolean fill(PacketBurst burst) {
        burst.clear();
        file.fill(burst);
        return burst.count() > 0;
    }

    /** Takes what packets of the last burst have beyond the snaplen of their pcap file for not captured, as libpcap does before it filters. */
    public void cutToSnaplen(PacketBurst burst) {
        final long snaplen = file.framing().snaplen();
        final long end = burst.address() + burst.count() * PacketLayout.BYTES;
        for (long packet = burst.address(); packet != end; packet += PacketLayout.BYTES) {
            if (Memory.u32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET) > snaplen) {
                Memory.putU32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET, snaplen);
            }
        }
    }

    /** Begins anew with the first packet. */
    public void rewind() {
        file.rewind(new Interfaces());
    }

    /** Where and why reading stopped before the end of the file; known when {@link #fill} has said that there is no more. */
    public Optional<Damage> damage() {
        return Optional.ofNullable(file.stop()).map(stop -> new Damage(name(), stop.offset(), stop.reason()));
    }

    /** As it is called in messages. */
    public String name() {
        return CaptureFiles.name(path);
    }

    /** Whether the packets of the last burst were captured on a machine of the other byte order; some link types have headers in that order. */
    public boolean isByteOrderSwapped() {
        return file.framing().isSwapped();
    }

    /** Whether the content is pcapng rather than pcap. */
    public boolean isPcapng() {
        return file.framing() instanceof PcapngFraming;
    }

    /** Bytes of content framed so far. */
    public long bytesRead() {
        return file.offset();
    }

    Framing framing() {
        return file.framing();
    }

    @Override
    public void close() {
        file.close();
    }
}
