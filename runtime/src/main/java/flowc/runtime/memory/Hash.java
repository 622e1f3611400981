package flowc.runtime.memory;

/**
 * A seeded, non-linear 64-bit hash of a few words: folded 64x64→128 bit multiplications after Wang Yi's wyhash, so that keys that collide
 * under one seed cannot be computed without knowing it.
 */
public final class Hash {
    private static final long P0 = 0xa0761d6478bd642fL;
    private static final long P1 = 0xe7037ed1a0b428dbL;
    private static final long P2 = 0x8ebc6af09c88c6e3L;

    private Hash() {}

    /** Hash of {@code words} 8-byte words at {@code address}. */
    public static long words(long address, long words, long seed) {
        // A factor of 0 would swallow the other word, so what makes it 0 must not be known either: both factors are masked with the seed.
        final long mask = Long.rotateLeft(seed, 32) ^ P1;
        long state = seed ^ P0;
        long next = address;
        for (long left = words >> 1; left != 0; left--) {
            state = fold(Memory.i64(next) ^ mask, Memory.i64(next + Long.BYTES) ^ state);
            next += 2 * Long.BYTES;
        }
        if ((words & 1) != 0) {
            state = fold(Memory.i64(next) ^ mask, state ^ P2);
        }
        return fold(state ^ P2, words ^ P1 ^ seed);
    }

    /** The same for two words. */
    public static long twoWords(long first, long second, long seed) {
        // What depends on the seed only stays out of loops over keys.
        final long mask = Long.rotateLeft(seed, 32) ^ P1;
        final long state = seed ^ P0;
        final long last = 2 ^ P1 ^ seed;
        return fold(fold(first ^ mask, second ^ state) ^ P2, last);
    }

    private static long fold(long left, long right) {
        return Math.multiplyHigh(left, right) ^ (left * right);
    }
}
