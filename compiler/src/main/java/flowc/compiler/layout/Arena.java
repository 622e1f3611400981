package flowc.compiler.layout;

import flowc.runtime.memory.Memory;

/** Hands out offsets one after the other: of a program's frame, or of a packet's slot. */
public final class Arena {
    private long end;

    /** Offset of {@code bytes} new bytes, a multiple of 8. */
    public long allocate(long bytes) {
        final long offset = Memory.align(end, Long.BYTES);
        end = offset + bytes;
        return offset;
    }

    /** Bytes handed out so far, a multiple of 8. */
    public long bytesInUse() {
        return Memory.align(end, Long.BYTES);
    }

    /** The same, rounded up to a cache line so that neighbours do not share one. */
    public long bytes() {
        return Memory.align(end, 64);
    }
}
