package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Copies of records that stay where they are until all are forgotten at once. One thread. */
final class RecordStore implements AutoCloseable {
    private record Block(Arena arena, long address, long bytes) {}

    private final long blockBytes;
    private final List<Block> blocks = new ArrayList<>();
    private long used;

    RecordStore(long blockBytes) {
        this.blockBytes = blockBytes;
    }

    /** Copies {@code bytes} bytes, a multiple of 8, and returns where they are. */
    long append(long source, long bytes) {
        if (blocks.isEmpty() || blocks.getLast().bytes() - used < bytes) {
            final Arena arena = Arena.ofConfined();
            final long size = Math.max(blockBytes, bytes);
            final long address = arena.allocate(size, Long.BYTES).address();
            Regions.register(address, size);
            blocks.add(new Block(arena, address, size));
            used = 0;
        }
        final long copy = blocks.getLast().address() + used;
        Memory.copy(copy, source, bytes);
        used += bytes;
        return copy;
    }

    /** Forgets all records and gives their memory back. */
    @Override
    public void close() {
        for (final Block block : blocks) {
            Regions.unregister(block.address());
            block.arena().close();
        }
        blocks.clear();
        used = 0;
    }
}
