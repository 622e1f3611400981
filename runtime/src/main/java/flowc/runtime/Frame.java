package flowc.runtime;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;

/** The memory of one program instance: parameters, settings, counters, variables. One worker's own. */
final class Frame implements AutoCloseable {
    private final Region region;

    Frame(int bytes) {
        this.region = Region.allocate(Math.max(bytes, Long.BYTES), "the program's frame");
    }

    long address() {
        return region.address();
    }

    void put(ParamValue value) {
        final byte[] bytes = value.bytes();
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(region.address() + value.param().offset() + i, bytes[i]);
        }
    }

    long i64(int offset) {
        return Memory.i64(region.address() + offset);
    }

    @Override
    public void close() {
        region.close();
    }
}
