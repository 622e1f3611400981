package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Copies of records that stay where they are until all are forgotten at once. One thread. */
final class RecordStore implements AutoCloseable {
    private static final class Block {
        private final Arena arena = Arena.ofConfined();
        private final long address;
        private final long bytes;
        private long used;

        private Block(long bytes) {
            this.address = arena.allocate(bytes, Long.BYTES).address();
            this.bytes = bytes;
            Regions.register(address, bytes);
        }
    }

    private final long blockBytes;
    private final List<Block> blocks = new ArrayList<>();
    private long bytes;

    RecordStore(long blockBytes) {
        this.blockBytes = blockBytes;
    }

    private boolean fits(long length) {
        return !blocks.isEmpty() && blocks.getLast().bytes - blocks.getLast().used >= length;
    }

    /** What all comes to in memory with one more record of {@code length} bytes. */
    long bytesWith(long length) {
        return fits(length) ? bytes : bytes + Math.max(blockBytes, length);
    }

    /** Copies a record of {@code length} bytes, a multiple of 8. */
    void append(long record, long length) {
        if (!fits(length)) {
            bytes = bytesWith(length);
            blocks.add(new Block(Math.max(blockBytes, length)));
        }
        final Block last = blocks.getLast();
        Memory.copy(last.address + last.used, record, length);
        last.used += length;
    }

    /** Puts the addresses of all records, in the order in which they came, one after the other to {@code target}. */
    void putAddresses(long target) {
        long at = target;
        for (final Block block : blocks) {
            for (long record = block.address; record < block.address + block.used; record += Memory.u32(record + RecordLayout.LENGTH_OFFSET)) {
                Memory.putI64(at, record);
                at += Long.BYTES;
            }
        }
    }

    /** Forgets all records and gives their memory back. */
    @Override
    public void close() {
        for (final Block block : blocks) {
            Regions.unregister(block.address);
            block.arena.close();
        }
        blocks.clear();
        bytes = 0;
    }
}
