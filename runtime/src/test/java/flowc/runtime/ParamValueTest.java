package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flowc.runtime.export.FieldType;
import flowc.runtime.program.TrackerDescriptor.Param;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamValueTest {
    private static final FieldType DURATION = new FieldType.Duration();
    private static final FieldType U8 = new FieldType.Unsigned(1);
    private static final FieldType U64 = new FieldType.Unsigned(8);

    private static byte[] bytes(FieldType type, String text) {
        return ParamValue.parse(new Param("p", "", type, 0, null), text).bytes();
    }

    private static long i64(FieldType type, String text) {
        return ByteBuffer.wrap(bytes(type, text)).order(ByteOrder.nativeOrder()).getLong();
    }

    private static String refusal(FieldType type, String text) {
        return assertThrows(InvalidSetting.class, () -> bytes(type, text)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"30s,30000000000", "5min,300000000000", "1.5s,1500000000", "250ms,250000000", "3us,3000", "3µs,3000", "7ns,7", "2h,7200000000000", "1d,86400000000000", "-1s,-1000000000", "1_000 s,1000000000000"})
    void readsDurationsAsNanoseconds(String text, long nanos) {
        assertEquals(nanos, i64(DURATION, text));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "20_000,20000", "8M,8000000", "3k,3000", "2G,2000000000", "64 KiB,65536", "8 GiB,8589934592", "1.5k,1500", "0xff,255", "18446744073709551615,-1"})
    void readsCountsWithUnits(String text, long value) {
        assertEquals(value, i64(U64, text));
    }

    @Test
    void saysWhatADurationLooksLike() {
        assertEquals("--p expects a duration such as 30s or 5min, got 'abc'", refusal(DURATION, "abc"));
        assertEquals("--p expects a duration such as 30s or 5min, got '30'", refusal(DURATION, "30"));
        assertEquals("--p expects a duration such as 30s or 5min, got '0.3ns'", refusal(DURATION, "0.3ns"));
        assertEquals("--p expects a duration of at most 292 years, got '200000d'", refusal(DURATION, "200000d"));
    }

    @Test
    void refusesIntegersBeyondTheirWidth() {
        assertEquals("--p expects a whole number from 0 to 255, got '256'", refusal(U8, "256"));
        assertEquals("--p expects a whole number from 0 to 255, got '-1'", refusal(U8, "-1"));
        assertEquals("--p expects a whole number from -128 to 127, got '128'", refusal(new FieldType.Signed(1), "128"));
        assertEquals("--p expects a whole number such as 10, 20_000, 8M or 64 KiB, got '1.5'", refusal(U8, "1.5"));
        assertArrayEquals(new byte[] {(byte) 0x80}, bytes(new FieldType.Signed(1), "-128"));
        assertArrayEquals(new byte[] {(byte) 0xff}, bytes(U8, "255"));
    }

    @Test
    void readsAddresses() {
        assertEquals(0x02005e100001L, i64(new FieldType.Mac(), "02:00:5e:10:00:01"));
        assertArrayEquals(HexFormat.of().parseHex("000000000000000000000000c000020104"), bytes(new FieldType.Ip(), "192.0.2.1"));
        assertArrayEquals(HexFormat.of().parseHex("20010db800000000000000000000000106"), bytes(new FieldType.Ip(), "2001:db8::1"));
        assertArrayEquals(HexFormat.of().parseHex("00000000000000000000ffffc0000201"), bytes(new FieldType.Ip6(), "::ffff:192.0.2.1"));
        assertEquals(0xc0000201, ByteBuffer.wrap(bytes(new FieldType.Ip4(), "192.0.2.1")).order(ByteOrder.nativeOrder()).getInt());
    }

    @Test
    void readsEndpointsWithTheirPort() {
        final byte[] endpoint = bytes(new FieldType.Endpoint(), "[2001:db8::1]:443");
        assertEquals(6, endpoint[16]);
        assertEquals(1, endpoint[17]);
        assertEquals(443, ByteBuffer.wrap(endpoint).order(ByteOrder.nativeOrder()).getShort(18));
        assertEquals(0, bytes(new FieldType.Endpoint(), "192.0.2.1")[17]);
        refusal(new FieldType.Endpoint(), "192.0.2.1:70000");
        refusal(new FieldType.Endpoint(), ":443");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "256.0.0.1", "1.2.3", "2001:db8::g", "fe80::1%eth0", "1:2", "''"})
    void refusesWhatIsNoAddressAndLooksNothingUp(String text) {
        assertEquals("--p expects an IP address such as 192.0.2.1 or 2001:db8::1, got '" + text + "'", refusal(new FieldType.Ip(), text));
    }

    @Test
    void readsEnumsByNameOrNumber() {
        final FieldType type = new FieldType.Enumeration(1, List.of(new FieldType.EnumName(6, "tcp"), new FieldType.EnumName(17, "udp")));
        assertArrayEquals(new byte[] {17}, bytes(type, "udp"));
        assertArrayEquals(new byte[] {50}, bytes(type, "50"));
        assertEquals("--p expects one of tcp, udp, got 'icmp'", refusal(type, "icmp"));
        refusal(type, "300");
    }

    @Test
    void readsTruthNumbersTimesAndBytes() {
        assertArrayEquals(new byte[] {1}, bytes(new FieldType.Bool(), "true"));
        assertEquals("--p expects true or false (or yes or no, on or off), got 'maybe'", refusal(new FieldType.Bool(), "maybe"));
        assertEquals(0.25, Double.longBitsToDouble(i64(new FieldType.Float64(), "0.25")));
        assertEquals(1_500_000_000L, i64(new FieldType.Time(), "1970-01-01T00:00:01.5Z"));
        refusal(new FieldType.Time(), "9999-01-01T00:00:00Z");
        final byte[] bytes = bytes(new FieldType.Bytes(4), "0a0b");
        assertEquals(6, bytes.length);
        assertEquals(2, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getShort());
        refusal(new FieldType.Bytes(4), "0a0b0c0d0e");
    }

    @Test
    void neverThrowsAnythingElseWhateverTheText() {
        final var random = new java.util.Random(7);
        final String alphabet = "0123456789.:-+_eExXsmnhdkKMGTiB []%/\u00b5";
        final List<FieldType> types = List.of(DURATION, U8, U64, new FieldType.Float64(), new FieldType.Time(), new FieldType.Mac(), new FieldType.Ip(), new FieldType.Ip4(), new FieldType.Ip6(), new FieldType.Endpoint(), new FieldType.Bytes(8));
        for (int i = 0; i < 3_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (FieldType type : types) {
                try {
                    assertEquals(type.bytes(), bytes(type, text.toString()).length);
                } catch (InvalidSetting expected) {
                    assertEquals("--p expects", expected.getMessage().substring(0, 11));
                }
            }
        }
    }
}
