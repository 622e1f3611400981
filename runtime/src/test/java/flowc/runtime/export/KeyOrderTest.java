package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.memory.Regions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys are in the order of their values, whatever their bytes are. Values are written as they lie in memory, little-endian. */
class KeyOrderTest {
    private static final String V4 = "000000000000000000000000";

    private static void ordered(FieldType type, String... ascending) {
        final KeyOrder.Order order = KeyOrder.of(type);
        for (int i = 0; i < ascending.length; i++) {
            for (int j = 0; j < ascending.length; j++) {
                assertEquals(Integer.compare(i, j), Integer.signum(compare(order, ascending[i], ascending[j])), ascending[i] + " against " + ascending[j]);
            }
        }
    }

    private static int compare(KeyOrder.Order order, String left, String right) {
        try (Arena arena = Arena.ofConfined()) {
            return order.compare(write(arena, left), write(arena, right));
        }
    }

    private static long write(Arena arena, String hex) {
        final byte[] bytes = HexFormat.of().parseHex(hex);
        final MemorySegment segment = arena.allocate(64, 8);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        Regions.register(segment.address(), segment.byteSize());
        return segment.address();
    }

    @Test
    void numbersAreOrderedByValue() {
        ordered(new FieldType.Unsigned(2), "0000", "ff00", "0001", "ffff");
        ordered(new FieldType.Signed(2), "0080", "ffff", "0000", "ff7f");
        ordered(new FieldType.Unsigned(8), "0100000000000000", "0000000000000080");
    }

    @Test
    void addressesAreOrderedByFamilyThenAsTheyAreWritten() {
        ordered(new FieldType.Ip(), V4 + "0a000001" + "04", V4 + "0a000100" + "04", V4 + "fe000001" + "04", "00000000000000000000000000000001" + "06", "fe800000000000000000000000000001" + "06");
    }

    @Test
    void endpointsAreOrderedByAddressThenPort() {
        final String low = V4 + "0a000001" + "04";
        ordered(new FieldType.Endpoint(), low + "00" + "0000", low + "01" + "0000", low + "01" + "5000", low + "01" + "0001", V4 + "0a000002" + "04" + "01" + "0000");
    }

    @Test
    void bytesAreOrderedAsWords() {
        ordered(new FieldType.Bytes(4), "0000" + "00000000", "0100" + "01000000", "0300" + "01ff0000", "0200" + "02000000", "0300" + "02000000");
    }

    @Test
    void absentIsBeforePresent() {
        ordered(new FieldType.Maybe(new FieldType.Unsigned(1)), "0000", "0100", "0105");
        assertEquals(0, compare(KeyOrder.of(new FieldType.Maybe(new FieldType.Unsigned(1))), "0001", "0002"), "nothing is read of what is absent");
    }

    @Test
    void pairsWithoutOrderAreOrderedByTheLowerValueWhoeverSpokeFirst() {
        final FieldType pair = new FieldType.Unordered("src", "dst", new FieldType.Unsigned(2), 4);
        ordered(new FieldType.Key(8, List.of(new FieldType.Field("src", pair, 0))), "0001" + "0200" + "00", "0300" + "0400" + "01", "0300" + "0001" + "00");
        assertEquals(0, compare(KeyOrder.of(pair), "01000200", "02000100"));
    }

    @Test
    void laterPartsDecideWhereEarlierAreEqual() {
        final FieldType.Key key = new FieldType.Key(8, List.of(new FieldType.Field("a", new FieldType.Unsigned(1), 0), new FieldType.Field("b", new FieldType.Unsigned(1), 1)));
        ordered(key, "0105", "0200", "0201");
    }
}
