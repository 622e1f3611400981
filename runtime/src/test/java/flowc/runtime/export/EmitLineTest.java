package flowc.runtime.export;

import static flowc.runtime.export.Lines.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.export.FieldType.Bytes;
import flowc.runtime.export.FieldType.Endpoint;
import flowc.runtime.export.FieldType.EnumName;
import flowc.runtime.export.FieldType.Enumeration;
import flowc.runtime.export.FieldType.Field;
import flowc.runtime.export.FieldType.Float64;
import flowc.runtime.export.FieldType.Ip;
import flowc.runtime.export.FieldType.Key;
import flowc.runtime.export.FieldType.Maybe;
import flowc.runtime.export.FieldType.Range;
import flowc.runtime.export.FieldType.Signed;
import flowc.runtime.export.FieldType.Struct;
import flowc.runtime.export.FieldType.Unordered;
import flowc.runtime.export.FieldType.Unsigned;
import flowc.runtime.memory.Memory;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmitLineTest {
    private static final Enumeration PROTOCOL = new Enumeration(1, List.of(new EnumName(6, "tcp"), new EnumName(17, "udp")));

    /** As flow5 lies: two endpoints, the protocol, the orientation. */
    static final Key FLOW5 = new Key(48, List.of(new Field("ends", new Unordered("src", "dst", new Endpoint(), 41), 0), new Field("proto", PROTOCOL, 40)));

    @Test
    void beginsWithRecordAndTime() {
        assertEquals("{\"record\":\"r\",\"time\":\"2026-11-21T10:00:00.000000001Z\",\"v\":7}", Lines.emit(new Unsigned(1), at -> Memory.putU8(at, 7)));
    }

    @Test
    void writesIntegersWithAllTheirDigits() {
        assertEquals("18446744073709551615", json(new Unsigned(8), at -> Memory.putI64(at, -1)));
        assertEquals("9223372036854775808", json(new Unsigned(8), at -> Memory.putI64(at, Long.MIN_VALUE)));
        assertEquals("4294967295", json(new Unsigned(4), at -> Memory.putI32(at, -1)));
        assertEquals("65535", json(new Unsigned(2), at -> Memory.putU16(at, -1)));
        assertEquals("-9223372036854775808", json(new Signed(8), at -> Memory.putI64(at, Long.MIN_VALUE)));
        assertEquals("-1", json(new Signed(4), at -> Memory.putI32(at, -1)));
        assertEquals("-2", json(new Signed(2), at -> Memory.putI16(at, -2)));
        assertEquals("-128", json(new Signed(1), at -> Memory.putI8(at, 128)));
    }

    @Test
    void writesFloatsShortestAndNotANumberAsNull() {
        assertEquals("5.0", json(new Float64(), at -> Memory.putF64(at, 5)));
        assertEquals("0.1", json(new Float64(), at -> Memory.putF64(at, 0.1)));
        assertEquals("1.0E100", json(new Float64(), at -> Memory.putF64(at, 1e100)));
        for (final double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertEquals("null", json(new Float64(), at -> Memory.putF64(at, value)));
        }
    }

    @Test
    void writesTimesDurationsAndBooleans() {
        assertEquals("\"1969-12-31T23:59:59.999999999Z\"", json(new FieldType.Time(), at -> Memory.putI64(at, -1)));
        assertEquals("30.0", json(new FieldType.Duration(), at -> Memory.putI64(at, 30_000_000_000L)));
        assertEquals("0.000000001", json(new FieldType.Duration(), at -> Memory.putI64(at, 1)));
        assertEquals("true", json(new FieldType.Bool(), at -> Memory.putU8(at, 1)));
        assertEquals("false", json(new FieldType.Bool(), at -> {}));
    }

    @Test
    void writesAddresses() {
        assertEquals("\"02:00:00:00:00:01\"", json(new FieldType.Mac(), at -> Memory.putI64(at, 0x0200_0000_0001L)));
        assertEquals("\"192.0.2.1\"", json(new FieldType.Ip4(), at -> Memory.putU32(at, 0xc000_0201L)));
        assertEquals("\"2001:db8::1\"", json(new FieldType.Ip6(), at -> Scratch.put(at, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
        assertEquals("\"10.0.0.1\"", json(new Ip(), at -> Scratch.ip4(at, 10, 0, 0, 1)));
        assertEquals("\"fe80::1\"", json(new Ip(), at -> Scratch.ip6(at, 0xfe80_0000_0000_0000L, 1)));
        assertEquals("\"::ffff:10.0.0.1\"", json(new Ip(), at -> Scratch.ip6(at, 0, 0xffff_0a00_0001L)));
        assertEquals("null", json(new Ip(), at -> {}));
    }

    @Test
    void writesEndpointsWithTheirPortWhenTheyHaveOne() {
        assertEquals("\"10.0.0.1:443\"", json(new Endpoint(), at -> {
            Scratch.ip4(at, 10, 0, 0, 1);
            Scratch.port(at, 443);
        }));
        assertEquals("\"[2001:db8::1]:0\"", json(new Endpoint(), at -> {
            Scratch.ip6(at, 0x2001_0db8_0000_0000L, 1);
            Scratch.port(at, 0);
        }));
        assertEquals("\"2001:db8::1\"", json(new Endpoint(), at -> Scratch.ip6(at, 0x2001_0db8_0000_0000L, 1)));
        assertEquals("null", json(new Endpoint(), at -> {}));
    }

    @Test
    void writesBytesAsHexAndNeverMoreThanTheirMaximum() {
        assertEquals("\"00ff0a\"", json(new Bytes(20), at -> Scratch.put(at, 3, 0, 0, 0xff, 0x0a)));
        assertEquals("\"\"", json(new Bytes(20), at -> {}));
        assertEquals("\"0102\"", json(new Bytes(2), at -> Scratch.put(at, 0xff, 0xff, 1, 2)));
    }

    @Test
    void writesEnumerationsByNameOrNumber() {
        assertEquals("\"udp\"", json(PROTOCOL, at -> Memory.putU8(at, 17)));
        assertEquals("89", json(PROTOCOL, at -> Memory.putU8(at, 89)));
    }

    @Test
    void writesAbsentAsNullAndRangesAsPairs() {
        assertEquals("null", json(new Maybe(new Unsigned(4)), at -> Memory.putU32(at + 1, 9)));
        assertEquals("9", json(new Maybe(new Unsigned(4)), at -> {
            Memory.putU8(at, 1);
            Memory.putU32(at + 1, 9);
        }));
        assertEquals("[1,255]", json(new Range(new Unsigned(1)), at -> Scratch.put(at, 1, 255)));
    }

    @Test
    void writesStructsWithHostileNamesEscaped() {
        final Struct struct = new Struct(16, List.of(new Field("a\"b\\\n\u0001é\uD800", new Unsigned(1), 0), new Field("inner", new Struct(8, List.of(new Field("x", new Signed(1), 1))), 8)));
        assertEquals("{\"a\\\"b\\\\\\n\\u0001é?\":4,\"inner\":{\"x\":-1}}", json(struct, at -> Scratch.put(at, 4, 0, 0, 0, 0, 0, 0, 0, 0, 255)));
    }

    @Test
    void writesAFlowsKeyAsItsFirstPacketHadIt() {
        assertEquals("{\"src\":\"10.0.0.1\",\"src_port\":1234,\"dst\":\"10.0.0.2\",\"dst_port\":443,\"proto\":\"udp\"}", json(FLOW5, at -> flow(at, 0)));
        assertEquals("{\"src\":\"10.0.0.2\",\"src_port\":443,\"dst\":\"10.0.0.1\",\"dst_port\":1234,\"proto\":\"udp\"}", json(FLOW5, at -> flow(at, 1)));
    }

    @Test
    void writesPortsThatAreNotThereAsNull() {
        assertEquals("{\"src\":\"10.0.0.1\",\"src_port\":null,\"dst\":\"fe80::1\",\"dst_port\":null,\"proto\":1}", json(FLOW5, at -> {
            Scratch.ip4(at, 10, 0, 0, 1);
            Scratch.ip6(at + 20, 0xfe80_0000_0000_0000L, 1);
            Memory.putU8(at + 40, 1);
        }));
    }

    @Test
    void writesOtherKeyParts() {
        final Key key = new Key(64, List.of(new Field("at", new Endpoint(), 0), new Field("via", new Maybe(new Endpoint()), 20), new Field("cid", new Bytes(4), 42)));
        assertEquals("{\"at\":\"10.0.0.1\",\"at_port\":1,\"via\":null,\"via_port\":null,\"cid\":\"ab\"}", json(key, at -> {
            Scratch.ip4(at, 10, 0, 0, 1);
            Scratch.port(at, 1);
            Scratch.put(at + 42, 1, 0, 0xab);
        }));
        assertEquals("{\"at\":null,\"at_port\":null,\"via\":\"10.0.0.9\",\"via_port\":8,\"cid\":\"\"}", json(key, at -> {
            Memory.putU8(at + 20, 1);
            Scratch.ip4(at + 21, 10, 0, 0, 9);
            Scratch.port(at + 21, 8);
        }));
    }

    static void flow(long at, int orientation) {
        Scratch.ip4(at, 10, 0, 0, 1);
        Scratch.port(at, 1234);
        Scratch.ip4(at + 20, 10, 0, 0, 2);
        Scratch.port(at + 20, 443);
        Scratch.put(at + 40, 17, orientation);
    }
}
