package flowc.runtime.packet.pcap;

import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** One capture of any kind, mapped: recognised, unpacked where that is needed, and framed. One thread. */
final class CaptureFile implements Capture {
    private final MappedFile mapped;
    private final Framing framing;
    private final String spoolFault;
    private Stop shrunk;

    private CaptureFile(MappedFile mapped, Framing framing, String spoolFault) {
        this.mapped = mapped;
        this.framing = framing;
        this.spoolFault = spoolFault;
    }

    /** Reads a file in place or, when it is packed, from a temporary copy that is made now. {@code channel} may be closed then. */
    private static CaptureFile of(FileChannel channel, Interfaces interfaces) throws IOException {
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
    private static CaptureFile of(InputStream stream, Interfaces interfaces) throws IOException {
        try (Spool spool = Spool.of(stream, Spool.MOST_BYTES)) {
            final CaptureFile file = of(spool.channel(), interfaces);
            return spool.fault() == null ? file : new CaptureFile(file.mapped, file.framing, spool.fault());
        }
    }

    /** Opens a file of any kind, pipes too; {@code -} is {@code standardInput}. What is packed or comes through a pipe is framed while it comes in. */
    static Capture open(Path file, InputStream standardInput, Interfaces interfaces) throws IOException {
        if (file.equals(CaptureFiles.STANDARD_INPUT)) {
            return streamed(standardInput, interfaces);
        }
        if (!Files.isRegularFile(file)) {
            return streamed(Files.newInputStream(file), interfaces);
        }
        final FileChannel channel = FileChannel.open(file);
        final MappedFile mapped;
        try {
            mapped = MappedFile.map(channel);
            if (Content.of(mapped.address(), mapped.bytes()) != Content.GZIP) {
                channel.close();
                return framed(mapped, interfaces, null);
            }
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
        mapped.close();
        return streamed(Channels.newInputStream(channel), interfaces);
    }

    private static Capture streamed(InputStream stream, Interfaces interfaces) throws IOException {
        try {
            return new CaptureStream(StreamWindow.of(stream), interfaces);
        } catch (OutOfMemoryRegionException _) {
            return copied(stream, interfaces);
        }
    }

    private static Capture copied(InputStream stream, Interfaces interfaces) throws IOException {
        try (stream) {
            return of(stream, interfaces);
        }
    }

    private static CaptureFile framed(MappedFile mapped, Interfaces interfaces, String spoolFault) {
        return new CaptureFile(mapped, Capture.framing(mapped.address(), mapped.bytes(), interfaces), spoolFault);
    }

    @Override
    public boolean begins() {
        return true;
    }

    @Override
    public void passOthers() {
        // All of a file is there.
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public void fill(PacketBurst burst) {
        if (shrunk != null) {
            return;
        }
        try {
            mapped.pages().readUpTo(framing.offset());
            framing.fill(burst);
        } catch (InternalError e) {
            // The kernel has no page for an address of the mapping: somebody cut the file. The burst may point there as well.
            burst.clear();
            shrunk = new Stop(framing.offset(), Damage.SHRANK, true);
        }
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Stop stop() {
        return Capture.stop(shrunk == null ? framing.stop() : shrunk, spoolFault, framing, mapped.bytes());
    }

    @Override
    public long offset() {
        return framing.offset();
    }

    @Override
    public long bytesRead(long size) {
        return size == 0 || mapped.bytes() == 0 ? offset() : (long) ((double) offset() / mapped.bytes() * size);
    }

    @Override
    public void release(long offset) {
        // Pages far behind are given back as reading goes on.
    }

    @Override
    public void close() {
        mapped.close();
    }
}
