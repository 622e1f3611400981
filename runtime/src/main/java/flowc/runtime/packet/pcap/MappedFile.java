package flowc.runtime.packet.pcap;

import flowc.runtime.memory.FilePages;
import flowc.runtime.memory.Regions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** A file's bytes at an address, as long as the file was when it was mapped. */
final class MappedFile implements AutoCloseable {
    private final Arena arena;
    private final long address;
    private final long bytes;
    private final FilePages pages;

    private MappedFile(Arena arena, long address, long bytes) {
        this.arena = arena;
        this.address = address;
        this.bytes = bytes;
        this.pages = new FilePages(address, bytes);
    }

    /** Maps all of {@code channel}, which may be closed then. */
    static MappedFile map(FileChannel channel) throws IOException {
        final long bytes = channel.size();
        // Shared, since whoever closes the source need not be the thread that reads.
        final Arena arena = Arena.ofShared();
        try {
            final long address = bytes == 0 ? 0 : channel.map(MapMode.READ_ONLY, 0, bytes, arena).address();
            Regions.register(address, bytes);
            return new MappedFile(arena, address, bytes);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    long address() {
        return address;
    }

    long bytes() {
        return bytes;
    }

    /** To be told as reading goes on. */
    FilePages pages() {
        return pages;
    }

    @Override
    public void close() {
        Regions.unregister(address);
        arena.close();
    }
}
