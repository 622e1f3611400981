package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final int ENDPOINT_BYTES = 20;
    private static final int ROUNDS = 20_000;

    private final Region region = Region.allocate(256, "a test");
    private final long first = region.address();
    private final long second = first + 24;
    private final long sorted = first + 64;
    private final long ordered = first + 128;

    @AfterEach
    void release() {
        region.close();
    }

    @Test
    void ordersPairsOfEndpointsAsPairsAreSorted() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("WordsTest: -Dflowc.seed=" + seed);
        final Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            // Few values of few bytes, so that pairs are equal up to any of them.
            for (int i = 0; i < ENDPOINT_BYTES; i++) {
                final long value = random.nextInt(12) == 0 ? random.nextInt(256) : 0x80;
                Memory.putU8(first + i, value);
                Memory.putU8(second + i, random.nextInt(12) == 0 ? random.nextInt(256) : value);
            }
            Memory.copy(sorted, first, ENDPOINT_BYTES);
            Memory.copy(sorted + ENDPOINT_BYTES, second, ENDPOINT_BYTES);
            Memory.zero(ordered, 64);
            assertEquals(Words.sortPair(sorted, ENDPOINT_BYTES), Words.orderPair20(ordered, first, second));
            assertArrayEquals(bytes(sorted, 2 * ENDPOINT_BYTES), bytes(ordered, 2 * ENDPOINT_BYTES));
            assertEquals(0, Memory.i64(ordered + 2 * ENDPOINT_BYTES), "nothing is written behind the pair");
        }
    }

    @Test
    void wordsOfEndpointsGiveThemBackAndAreOrderedAsThey() {
        final Random random = new Random(Long.getLong("flowc.seed", 20261121));
        for (int round = 0; round < ROUNDS; round++) {
            final long hasPort = random.nextInt(4) == 0 ? 0 : 1;
            endpoint4(first, 0x7fL * random.nextInt(3) << 24 | 0x7f * random.nextInt(3), hasPort, 0x7f * random.nextInt(3) << 8 | 0x7f * random.nextInt(3));
            endpoint4(second, 0x7fL * random.nextInt(3) << 24 | 0x7f * random.nextInt(3), hasPort, 0x7f * random.nextInt(3) << 8 | 0x7f * random.nextInt(3));
            final long swapped = Words.orderPair20(sorted, first, second);
            Memory.putI64(ordered + 8, -1);
            Memory.putI64(ordered + 16, -1);
            assertEquals(swapped, Words.orderEndpoints4(ordered, word(first), word(second)));
            assertEquals(0, Memory.u16(ordered + 14), "zeros follow the pair");
            assertEquals(-1, Memory.i64(ordered + 16), "nothing is written behind them");
            Words.unpackEndpoint4(first, ordered);
            Words.unpackEndpoint4(second, ordered + 7);
            assertArrayEquals(bytes(sorted, ENDPOINT_BYTES), bytes(first, ENDPOINT_BYTES));
            assertArrayEquals(bytes(sorted + ENDPOINT_BYTES, ENDPOINT_BYTES), bytes(second, ENDPOINT_BYTES));
        }
    }

    private static long word(long endpoint) {
        return Words.endpoint4(Memory.u32be(endpoint + 12), Memory.u8(endpoint + 17), Memory.u16(endpoint + 18));
    }

    @Test
    void endpointsPackedOneByOneAreThoseOfAPair() {
        endpoint4(first, 0xc0a80101L, 1, 443);
        endpoint4(second, 0xff000001L, 0, 0);
        final boolean swapped = Words.orderEndpoints4(ordered, word(first), word(second)) == 1;
        Words.packEndpoint4(sorted, swapped ? second : first);
        Words.packEndpoint4(sorted + 7, swapped ? first : second);
        assertArrayEquals(bytes(sorted, 14), bytes(ordered, 14));
    }

    private static void endpoint4(long place, long address, long hasPort, long port) {
        Memory.zero(place, ENDPOINT_BYTES);
        Memory.putU32be(place + 12, address);
        Memory.putU8(place + 16, 4);
        Memory.putU8(place + 17, hasPort);
        Memory.putU16(place + 18, hasPort * port);
    }

    @Test
    void wordsOfAddressesAreOrderedAsTheirBytesAreSorted() {
        final Random random = new Random(Long.getLong("flowc.seed", 20261121));
        for (int round = 0; round < ROUNDS; round++) {
            final long left = random.nextInt(3) << 24 | random.nextInt(3);
            final long right = random.nextInt(3) << 24 | random.nextInt(3);
            Memory.zero(sorted, 34);
            Memory.putU32be(sorted + 12, left);
            Memory.putU32be(sorted + 17 + 12, right);
            assertEquals(Words.sortPair(sorted, 17), Words.orderPair4(ordered, Words.address4(left), Words.address4(right)));
            assertEquals(Memory.u32(sorted + 12), Memory.u32(ordered));
            assertEquals(Memory.u32(sorted + 17 + 12), Memory.u32(ordered + 4));
        }
    }

    @Test
    void writesTwoBytesAndANumberAsOneAfterTheOther() {
        Memory.zero(first, 16);
        Words.putPacked(first + 1, 4, 1, 0xabcd);
        final ByteBuffer expected = ByteBuffer.allocate(6).order(ByteOrder.nativeOrder()).put(1, (byte) 4).put(2, (byte) 1).putShort(3, (short) 0xabcd);
        assertArrayEquals(expected.array(), bytes(first, 6));
    }

    private static byte[] bytes(long address, long count) {
        return Memory.segment(address, count).toArray(ValueLayout.JAVA_BYTE);
    }
}
