package flowc.bench;

import flowc.runtime.memory.Hash;
import flowc.runtime.memory.Memory;
import java.lang.foreign.Arena;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Nanoseconds to hash one key; 2 words are an IPv4 flow's key, 5 an IPv6 flow's. */
public class HashBenchmark extends PartBenchmark {
    private static final int KEYS = 1024;
    private static final long SEED = 0x9e37_79b9_7f4a_7c15L;

    /** Length of a key in 8-byte words. */
    @Param({"2", "5"})
    public int words;

    private Arena arena;
    private long keys;

    @Setup
    public void fillKeys() {
        arena = Arena.ofConfined();
        final long bytes = (long) KEYS * words * Long.BYTES;
        keys = arena.allocate(bytes, Long.BYTES).address();
        for (long offset = 0; offset < bytes; offset += Long.BYTES) {
            Memory.putI64(keys + offset, offset * SEED);
        }
    }

    @TearDown
    public void free() {
        arena.close();
    }

    /** Returns what depends on every hash, so that none is left out. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long hashKeys() {
        final long keyBytes = (long) words * Long.BYTES;
        long mixed = 0;
        for (int i = 0; i < KEYS; i++) {
            mixed ^= Hash.words(keys + i * keyBytes, words, SEED);
        }
        return mixed;
    }
}
