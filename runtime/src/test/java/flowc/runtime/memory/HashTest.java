package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashTest {
    private final Region region = Region.allocate(4_096, "a test");
    private final long base = region.address();
    private final Random random = new Random(7);

    @AfterEach
    void release() {
        region.close();
    }

    @Test
    void dependsOnTheWordsOnlyNotOnWhereTheyLie() {
        for (int words = 0; words <= 9; words++) {
            fill(base, words);
            Memory.copy(base + 1_024, base, words * 8L);
            assertEquals(Hash.words(base, words, 5), Hash.words(base + 1_024, words, 5));
        }
    }

    @Test
    void everyBitOfTheWordsMovesHalfOfTheHash() {
        for (int words = 1; words <= 5; words++) {
            for (int bit = 0; bit < words * Long.SIZE; bit++) {
                long flipped = 0;
                for (int round = 0; round < 200; round++) {
                    fill(base, words);
                    final long before = Hash.words(base, words, 11);
                    final long word = base + (bit >> 6) * 8L;
                    Memory.putI64(word, Memory.i64(word) ^ 1L << bit);
                    flipped += Long.bitCount(before ^ Hash.words(base, words, 11));
                }
                assertTrue(Math.abs(flipped / 200.0 - 32) < 4, "bit " + bit + " of " + words + " words moves " + flipped / 200.0);
            }
        }
    }

    @Test
    void everyBitOfTheSeedMovesHalfOfTheHash() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long flipped = 0;
            for (int round = 0; round < 200; round++) {
                fill(base, 3);
                final long seed = random.nextLong();
                flipped += Long.bitCount(Hash.words(base, 3, seed) ^ Hash.words(base, 3, seed ^ 1L << bit));
            }
            assertTrue(Math.abs(flipped / 200.0 - 32) < 4, "bit " + bit + " of the seed moves " + flipped / 200.0);
        }
    }

    @Test
    void lengthsAndNeighbouringKeysDiffer() {
        final Set<Long> hashes = new HashSet<>();
        Memory.zero(base, 128);
        for (int words = 0; words < 16; words++) {
            hashes.add(Hash.words(base, words, 0));
        }
        for (int key = 1; key <= 100_000; key++) {
            Memory.putI64(base + 8, key);
            hashes.add(Hash.words(base, 2, 0));
        }
        assertEquals(100_016, hashes.size());
    }

    /** The weak spot of folded multiplication: a factor of 0. Which word makes it must depend on the seed. */
    @Test
    void noWordSwallowsItsNeighbourUnderEverySeed() {
        for (final long constant : new long[] {0, -1, 0xa0761d6478bd642fL, 0xe7037ed1a0b428dbL, 0x8ebc6af09c88c6e3L}) {
            for (int swallowing = 0; swallowing < 2; swallowing++) {
                Memory.putI64(base + 8L * swallowing, constant);
                Memory.putI64(base + 8L * (1 - swallowing), 1);
                final long one = Hash.words(base, 2, 0x1234_5678_9abc_def0L);
                Memory.putI64(base + 8L * (1 - swallowing), 2);
                assertNotEquals(one, Hash.words(base, 2, 0x1234_5678_9abc_def0L), "word " + swallowing + " is " + Long.toHexString(constant));
            }
        }
    }

    private void fill(long address, int words) {
        for (int i = 0; i < words; i++) {
            Memory.putI64(address + i * 8L, random.nextLong());
        }
    }
}
