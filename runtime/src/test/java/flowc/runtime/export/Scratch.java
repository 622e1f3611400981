package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;

/** Zeroed memory for one test. */
final class Scratch implements AutoCloseable {
    final long address;
    private final Arena arena = Arena.ofShared();

    Scratch(long bytes) {
        address = arena.allocate(bytes, 8).address();
        Regions.register(address, bytes);
    }

    /** Stores bytes from {@code at} on. */
    static void put(long at, int... values) {
        for (int i = 0; i < values.length; i++) {
            Memory.putU8(at + i, values[i]);
        }
    }

    static void ip4(long at, int a, int b, int c, int d) {
        put(at + 12, a, b, c, d, 4);
    }

    static void ip6(long at, long high, long low) {
        Memory.putI64be(at, high);
        Memory.putI64be(at + 8, low);
        Memory.putU8(at + 16, 6);
    }

    static void port(long endpoint, int port) {
        Memory.putU8(endpoint + 17, 1);
        Memory.putU16(endpoint + 18, port);
    }

    @Override
    public void close() {
        Regions.unregister(address);
        arena.close();
    }
}
