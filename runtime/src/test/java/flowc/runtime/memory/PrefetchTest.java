package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final long STRIDE = 24;
    private static final int POINTERS = 64;

    /** On every system that the machine code is for; there its absence would cost a fifth of the rate, and nothing else would tell. */
    @Test
    void isThereOnLinuxOnX86() {
        assertEquals(LinuxMemory.AVAILABLE && System.getProperty("os.arch").equals("amd64"), Prefetch.AVAILABLE);
    }

    /** Pointers of nothing, of the kernel's half and of no half: what is not mapped is not brought, and nobody hears of it. */
    @Test
    void takesAnyAddressAndWritesNothing() {
        final SplittableRandom random = new SplittableRandom(20261122);
        try (Region region = Region.allocate(POINTERS * STRIDE, "a test's pointers")) {
            final long[] words = random.longs(POINTERS * STRIDE / Long.BYTES).toArray();
            words[0] = 0;
            words[3] = -1;
            words[6] = region.address();
            for (int i = 0; i < words.length; i++) {
                Memory.putI64(region.address() + i * (long) Long.BYTES, words[i]);
            }
            for (final long offset : new long[] {0, 64, -64, Long.MAX_VALUE}) {
                Prefetch.pointed(region.address(), STRIDE, POINTERS, offset);
                Prefetch.successive(region.address() + offset, 1_000);
            }
            for (int i = 0; i < words.length; i++) {
                assertEquals(words[i], Memory.i64(region.address() + i * (long) Long.BYTES), "word " + i);
            }
        }
    }

    @Test
    void looksAtNoPointerWhereThereIsNone() {
        Prefetch.pointed(0, STRIDE, 0, 0);
        Prefetch.pointed(0, STRIDE, -1, 0);
        Prefetch.successive(0, 0);
        Prefetch.successive(0, -1);
    }
}
