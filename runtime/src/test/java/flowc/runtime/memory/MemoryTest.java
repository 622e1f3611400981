package flowc.runtime.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private final Region region = Region.allocate(4_096, "a test");
    private final long base = region.address();

    @AfterEach
    void release() {
        region.close();
    }

    @Test
    void readsNumbersAsAByteBufferDoes() {
        final byte[] bytes = new byte[16];
        new Random(1).nextBytes(bytes);
        put(base, bytes);
        final ByteBuffer big = ByteBuffer.wrap(bytes);
        final ByteBuffer own = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        for (int i = 0; i <= 8; i++) {
            assertEquals(bytes[i] & 0xff, Memory.u8(base + i));
            assertEquals(bytes[i], Memory.i8(base + i));
            assertEquals(own.getShort(i), Memory.i16(base + i));
            assertEquals(own.getShort(i) & 0xffff, Memory.u16(base + i));
            assertEquals(big.getShort(i) & 0xffff, Memory.u16be(base + i));
            assertEquals(own.getInt(i), Memory.i32(base + i));
            assertEquals(own.getInt(i) & 0xffffffffL, Memory.u32(base + i));
            assertEquals(big.getInt(i) & 0xffffffffL, Memory.u32be(base + i));
            assertEquals(own.getLong(i), Memory.i64(base + i));
            assertEquals(big.getLong(i), Memory.i64be(base + i));
            assertEquals(Double.doubleToRawLongBits(own.getDouble(i)), Double.doubleToRawLongBits(Memory.f64(base + i)));
        }
    }

    @Test
    void readsBackWhatItWrites() {
        Memory.putU8(base + 1, 0x1ff);
        Memory.putU16(base + 3, 0xabcd);
        Memory.putU16be(base + 5, 0xabcd);
        Memory.putU32(base + 9, 0x89abcdefL);
        Memory.putU32be(base + 13, 0x89abcdefL);
        Memory.putI64be(base + 17, -2);
        Memory.putF64(base + 25, 1.5);
        assertEquals(0xff, Memory.u8(base + 1));
        assertEquals(0xabcd, Memory.u16(base + 3));
        assertEquals(0xab, Memory.u8(base + 5));
        assertEquals(0x89abcdefL, Memory.u32(base + 9));
        assertEquals(0x89, Memory.u8(base + 13));
        assertEquals(0xfe, Memory.u8(base + 24));
        assertEquals(1.5, Memory.f64(base + 25));
    }

    @Test
    void comparesAndClearsAnyLengthAsArraysDo() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("MemoryTest seed=" + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            final byte[] left = new byte[random.nextInt(40)];
            random.nextBytes(left);
            final byte[] right = left.clone();
            if (left.length > 0 && random.nextBoolean()) {
                right[random.nextInt(right.length)] += (byte) random.nextInt(3);
            }
            put(base, left);
            put(base + 1_000, right);
            assertEquals(Arrays.equals(left, right), Memory.equal(base, base + 1_000, left.length));
            assertEquals(Integer.signum(Arrays.compareUnsigned(left, right)), Long.signum(Memory.compare(base, base + 1_000, left.length)));
        }
    }

    @Test
    void zeroesExactlyWhatItIsTold() {
        for (final int bytes : new int[] {0, 1, 7, 8, 9, 511, 512, 513, 2_000}) {
            final byte[] ones = new byte[4_096];
            Arrays.fill(ones, (byte) 1);
            put(base, ones);
            Memory.zero(base + 3, bytes);
            Arrays.fill(ones, 3, 3 + bytes, (byte) 0);
            for (int i = 0; i < ones.length; i++) {
                assertEquals(ones[i], Memory.i8(base + i), "byte " + i + " of zero(" + bytes + ")");
            }
        }
    }

    @Test
    void zeroesMoreThanItHasZerosToCopy() {
        for (final int bytes : new int[] {1 << 16, (1 << 16) + 1, 200_000}) {
            try (Region region = Region.allocate(bytes + 8, "a test's bytes")) {
                for (int i = 0; i < bytes + 2; i++) {
                    Memory.putU8(region.address() + i, 1);
                }
                Memory.zero(region.address() + 1, bytes);
                assertEquals(1, Memory.u8(region.address()));
                assertEquals(1, Memory.u8(region.address() + 1 + bytes));
                for (int i = 1; i <= bytes; i++) {
                    assertEquals(0, Memory.u8(region.address() + i), "byte " + i + " of " + bytes);
                }
            }
        }
    }

    @Test
    void copiesAndAligns() {
        put(base, new byte[] {1, 2, 3, 4, 5});
        Memory.copy(base + 100, base + 1, 3);
        assertEquals(0x02030400L, Memory.u32be(base + 100));
        assertEquals(16, Memory.align(9, 8));
        assertEquals(8, Memory.align(8, 8));
        assertEquals(5, Memory.segment(base, 5).toArray(ValueLayout.JAVA_BYTE)[4]);
    }

    @Test
    void checkedRunsTellAStrayAccess() {
        Assumptions.assumeTrue(Memory.CHECKED, "needs -Dflowc.checked=true");
        final Region gone = Region.allocate(128, "a test");
        final long address = gone.address();
        gone.close();
        assertThrows(IndexOutOfBoundsException.class, () -> Memory.u8(address));
        assertThrows(IndexOutOfBoundsException.class, () -> Memory.i64(base + 4_089));
        assertThrows(IndexOutOfBoundsException.class, () -> Memory.u8(base - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Memory.copy(base, base + 4_000, Long.MAX_VALUE));
        assertThrows(IndexOutOfBoundsException.class, () -> Memory.u8(0));
        assertEquals(0, Memory.u8(base + 4_095));
    }

    @Test
    void knowsManyRegionsInAnyOrder() {
        Assumptions.assumeTrue(Memory.CHECKED, "needs -Dflowc.checked=true");
        // Parts of the region under test stand for regions: 16 bytes known, 16 bytes not.
        Regions.unregister(base);
        final int[] order = {5, 1, 9, 0, 7, 3, 8, 2, 6, 4};
        for (final int part : order) {
            Regions.register(base + part * 32L, 16);
        }
        Regions.unregister(base + 3 * 32L);
        for (int part = 0; part < order.length; part++) {
            final long address = base + part * 32L;
            assertEquals(part != 3, isLegal(address + 15), "part " + part);
            assertFalse(isLegal(address + 16));
        }
        for (final int part : order) {
            Regions.unregister(base + part * 32L);
        }
        assertFalse(isLegal(base));
        Regions.register(base, region.bytes());
        assertTrue(isLegal(base));
    }

    private static boolean isLegal(long address) {
        try {
            Memory.u8(address);
            return true;
        } catch (final IndexOutOfBoundsException stray) {
            return false;
        }
    }

    private static void put(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            Memory.putU8(address + i, bytes[i]);
        }
    }
}
