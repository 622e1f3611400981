package flowc.runtime.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopRowsTest extends SketchContract<TopRows, byte[]> {
    private static final int ROW_BYTES = 13;
    private static final int SCRATCH_BYTES = 1 << 16;

    private final Arena arena = Arena.ofShared();
    private long scratch;

    @BeforeEach
    void allocate() {
        scratch = arena.allocate(SCRATCH_BYTES).address();
        Regions.register(scratch, SCRATCH_BYTES);
    }

    @AfterEach
    void free() {
        Regions.unregister(scratch);
        arena.close();
    }

    private static RankOrder order(long round) {
        return RankOrder.values()[(int) (round % 3)];
    }

    @Override
    TopRows empty(long round) {
        return new TopRows(ROW_BYTES, (int) (round % 20), 3, 8, order(round));
    }

    /** Few ranks and few rows, so that ties and equal rows come up. */
    @Override
    byte[] randomValue(Random random, long round) {
        final double[] floats = {Double.NaN, Double.NEGATIVE_INFINITY, -1.5, -0.0, 0.0, Double.MIN_VALUE, 2, Double.POSITIVE_INFINITY};
        final long rank = order(round) == RankOrder.FLOAT ? Double.doubleToRawLongBits(floats[random.nextInt(8)]) : random.nextInt(3) - 1L;
        return ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.nativeOrder()).put(0, (byte) random.nextInt(3)).putLong(3, rank).put(12, (byte) (random.nextInt(4) * 85)).array();
    }

    @Override
    void add(TopRows top, byte[] row) {
        write(row);
        top.add(scratch);
    }

    private void write(byte[] row) {
        for (int i = 0; i < row.length; i++) {
            Memory.putU8(scratch + i, row[i]);
        }
    }

    @Override
    void merge(TopRows target, TopRows source) {
        target.merge(source);
    }

    @Override
    void clear(TopRows top) {
        top.clear();
    }

    @Override
    List<String> result(TopRows top) {
        top.write(scratch);
        final List<String> rows = new ArrayList<>();
        for (long i = 0; i < top.size(); i++) {
            rows.add(HexFormat.of().formatHex(Memory.segment(scratch + i * ROW_BYTES, ROW_BYTES).toArray(ValueLayout.JAVA_BYTE)));
        }
        return rows;
    }

    @Test
    void keepsWhatASortedListBeginsWith() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (long round = 0; round < 300; round++) {
            final List<byte[]> rows = new ArrayList<>();
            try (TopRows top = empty(round); TopRows sieved = empty(round)) {
                for (int i = random.nextInt(100); i > 0; i--) {
                    rows.add(randomValue(random, round));
                    write(rows.getLast());
                    if (sieved.admits(scratch)) {
                        sieved.add(scratch);
                    }
                    add(top, rows.getLast());
                }
                assertEquals(result(top), result(sieved), "what is not admitted would not have stayed: seed " + seed);
                rows.sort(descending(order(round)).thenComparing(Arrays::compareUnsigned));
                final List<String> expected = rows.stream().limit(round % 20).map(HexFormat.of()::formatHex).toList();
                assertEquals(expected, result(top), "seed " + seed);
            }
        }
    }

    private static Comparator<byte[]> descending(RankOrder order) {
        return (left, right) -> {
            final ByteBuffer l = ByteBuffer.wrap(left).order(ByteOrder.nativeOrder());
            final ByteBuffer r = ByteBuffer.wrap(right).order(ByteOrder.nativeOrder());
            return switch (order) {
                case SIGNED -> Long.compare(r.getLong(3), l.getLong(3));
                case UNSIGNED -> Long.compareUnsigned(r.getLong(3), l.getLong(3));
                case FLOAT -> Double.compare(real(r.getDouble(3)), real(l.getDouble(3)));
            };
        };
    }

    /** Double.compare takes NaN for the largest and tells zeros apart. */
    private static double real(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value == 0 ? 0.0 : value == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : value;
    }

    @Test
    void ranksByValuesOfEveryWidth() {
        assertEquals(List.of("01", "00", "ff"), ranked(1, RankOrder.SIGNED, 0, 1, -1));
        assertEquals(List.of("ff", "01", "00"), ranked(1, RankOrder.UNSIGNED, 0, 1, -1));
        assertEquals(List.of("1", "0", "-2"), ranked(2, RankOrder.SIGNED, 0, -2, 1).stream().map(hex -> Short.toString(bytes(hex).getShort())).toList());
        assertEquals(List.of("-2", "1", "0"), ranked(4, RankOrder.UNSIGNED, 0, -2, 1).stream().map(hex -> Integer.toString(bytes(hex).getInt())).toList());
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder());
    }

    private List<String> ranked(int bytes, RankOrder order, long... values) {
        try (TopRows top = new TopRows(bytes, values.length, 0, bytes, order)) {
            for (final long value : values) {
                Memory.putI64(scratch, value);
                top.add(scratch);
            }
            top.write(scratch);
            final List<String> rows = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                rows.add(HexFormat.of().formatHex(Memory.segment(scratch + (long) i * bytes, bytes).toArray(ValueLayout.JAVA_BYTE)));
            }
            return rows;
        }
    }

    @Test
    void holdsManyRows() {
        try (TopRows top = new TopRows(16, 20_000, 8, 8, RankOrder.UNSIGNED)) {
            for (int i = 0; i < 40_000; i++) {
                Memory.putI64(scratch, i);
                Memory.putI64(scratch + 8, i * 7919L % 40_000);
                top.add(scratch);
            }
            assertEquals(20_000, top.size());
            final long bytes = 20_000 * 16L;
            try (Arena own = Arena.ofConfined()) {
                final long rows = own.allocate(bytes).address();
                Regions.register(rows, bytes);
                top.write(rows);
                for (int i = 0; i < 20_000; i++) {
                    assertEquals(39_999 - i, Memory.i64(rows + i * 16L + 8));
                }
                Regions.unregister(rows);
            }
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertEquals("a top keeps 0 to 1000000 rows: capacity=-1", assertThrows(IllegalArgumentException.class, () -> new TopRows(8, -1, 0, 8, RankOrder.SIGNED)).getMessage());
        assertEquals("the ranking value must lie in the row: rankOffset=1 rankBytes=8 rowBytes=8", assertThrows(IllegalArgumentException.class, () -> new TopRows(8, 1, 1, 8, RankOrder.SIGNED)).getMessage());
    }
}
