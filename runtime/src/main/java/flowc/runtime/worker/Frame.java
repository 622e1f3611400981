package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.TrackerDescriptor.Counter;
import java.util.List;

/** The memory of one program instance: parameters, settings, counters, variables. One thread at a time. */
public final class Frame implements AutoCloseable {
    private final Region region;

    public Frame(int bytes) {
        this.region = Region.allocate(Math.max(bytes, Long.BYTES), "the program's frame");
    }

    /** A frame with the same parameters and settings, where nothing has been counted. */
    Frame fresh(List<Counter> counters) {
        final Frame copy = new Frame((int) region.bytes());
        Memory.copy(copy.address(), address(), region.bytes());
        counters.forEach(counter -> copy.put(counter.offset(), 0));
        return copy;
    }

    public long address() {
        return region.address();
    }

    public void put(int offset, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(region.address() + offset + i, bytes[i]);
        }
    }

    void put(int offset, long value) {
        Memory.putI64(region.address() + offset, value);
    }

    public long i64(int offset) {
        return Memory.i64(region.address() + offset);
    }

    @Override
    public void close() {
        region.close();
    }
}
