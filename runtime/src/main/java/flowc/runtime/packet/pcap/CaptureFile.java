package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** One capture of any kind, mapped: recognised, unpacked where that is needed, and framed. One thread. */
final class CaptureFile implements AutoCloseable {
    static final String SHRUNK = "became shorter while it was read";

    private final MappedFile mapped;
    private Framing framing;
    private final String spoolFault;
    private Stop shrunk;

    private CaptureFile(MappedFile mapped, Framing framing, String spoolFault) {
        this.mapped = mapped;
        this.framing = framing;
        this.spoolFault = spoolFault;
    }

    /** Reads a file in place or, when it is packed, from a temporary copy that is made now. {@code channel} may be closed then. */
    static CaptureFile of(FileChannel channel, Interfaces interfaces) throws IOException {
        final MappedFile mapped = MappedFile.map(channel);
        if (Content.of(mapped.address(), mapped.bytes()) != Content.GZIP) {
            return framed(mapped, interfaces, null);
        }
        mapped.close();
        channel.position(0);
        try (Spool spool = Spool.ofGzip(Channels.newInputStream(channel), Spool.MOST_BYTES)) {
            return framed(MappedFile.map(spool.channel()), interfaces, spool.fault());
        }
    }

    /** Reads a stream from a temporary copy that is made now. */
    static CaptureFile of(InputStream stream, Interfaces interfaces) throws IOException {
        try (Spool spool = Spool.of(stream, Spool.MOST_BYTES)) {
            final CaptureFile file = of(spool.channel(), interfaces);
            return spool.fault() == null ? file : new CaptureFile(file.mapped, file.framing, spool.fault());
        }
    }

    /** Opens a file of any kind, pipes too; {@code -} is {@code standardInput}. */
    static CaptureFile open(Path file, InputStream standardInput, Interfaces interfaces) throws IOException {
        if (file.equals(CaptureFiles.STANDARD_INPUT)) {
            return of(standardInput, interfaces);
        }
        if (Files.isRegularFile(file)) {
            try (FileChannel channel = FileChannel.open(file)) {
                return of(channel, interfaces);
            }
        }
        try (InputStream pipe = Files.newInputStream(file)) {
            return of(pipe, interfaces);
        }
    }

    private static CaptureFile framed(MappedFile mapped, Interfaces interfaces, String spoolFault) {
        return new CaptureFile(mapped, framing(mapped, interfaces), spoolFault);
    }

    private static Framing framing(MappedFile mapped, Interfaces interfaces) {
        final long start = mapped.address();
        final long bytes = mapped.bytes();
        final Content content = Content.of(start, bytes);
        return switch (content) {
            case PCAP -> new PcapFraming(start, bytes, interfaces);
            case PCAPNG -> new PcapngFraming(start, bytes, interfaces);
            case GZIP, ZSTD, XZ, BZIP2, LZ4, UNKNOWN -> new NoFraming(Content.refusal(content, start, bytes));
        };
    }

    /** Begins anew with the first packet. */
    void rewind(Interfaces interfaces) {
        mapped.pages().rewind();
        framing = framing(mapped, interfaces);
        shrunk = null;
    }

    /** What finds the packets, for those who copy records as they lie. */
    Framing framing() {
        return framing;
    }

    /** Adds the next packets; none when there are no more. */
    void fill(PacketBurst burst) {
        if (shrunk != null) {
            return;
        }
        mapped.pages().readUpTo(framing.offset());
        try {
            framing.fill(burst);
        } catch (InternalError e) {
            // The kernel has no page for an address of the mapping: somebody cut the file. The burst may point there as well.
            burst.clear();
            shrunk = new Stop(framing.offset(), SHRUNK, true);
        }
    }

    /** Why not all was framed, null when all was; right once {@link #fill} adds nothing more. */
    Stop stop() {
        final Stop stop = shrunk == null ? framing.stop() : shrunk;
        if (spoolFault == null) {
            return stop;
        }
        // That the last record is cut, or that nothing is there, only follows from the fault; wrong bytes may be a fact of their own.
        final boolean onlyFollows = stop == null || stop.cut() || mapped.bytes() < Content.MAGIC_BYTES;
        return new Stop(framing.offset(), onlyFollows ? spoolFault : stop.reason() + ", and the file " + spoolFault, true);
    }

    /** The part of the content that has been framed, 0 to 1. */
    double progress() {
        return mapped.bytes() == 0 ? 1 : (double) framing.offset() / mapped.bytes();
    }

    /** Bytes of content framed so far. */
    long offset() {
        return framing.offset();
    }

    @Override
    public void close() {
        mapped.close();
    }
}
