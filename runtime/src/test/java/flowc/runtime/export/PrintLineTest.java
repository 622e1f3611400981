package flowc.runtime.export;

import static flowc.runtime.export.Lines.print;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.export.FieldType.Duration;
import flowc.runtime.export.FieldType.Field;
import flowc.runtime.export.FieldType.Float64;
import flowc.runtime.export.FieldType.Maybe;
import flowc.runtime.export.FieldType.Range;
import flowc.runtime.export.FieldType.Rows;
import flowc.runtime.export.FieldType.Struct;
import flowc.runtime.export.FieldType.Unsigned;
import flowc.runtime.export.OutputOptions.Format;
import flowc.runtime.export.RecordTemplate.PrintPart.Hole;
import flowc.runtime.export.RecordTemplate.PrintPart.Text;
import flowc.runtime.memory.Memory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintLineTest {
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;
    private static final Struct ROW = new Struct(64, List.of(new Field("bps", new Float64(), 0), new Field("key", EmitLineTest.FLOW5, 8), new Field("n", new Unsigned(2), 56)));

    /** {@code print "Top {n} flows over {interval}:", table(best)}, then a text. */
    private static RecordTemplate top(String last) {
        return Lines.printTemplate(List.of(new Field("n", new Unsigned(8), FIELDS), new Field("interval", new Duration(), FIELDS + 8), new Field("best", new Rows(ROW), FIELDS + 16)),
                List.of(new Text("Top "), new Hole(0, ""), new Text(" flows over "), new Hole(1, ""), new Text(": "), new Hole(2, ""), new Text(last)));
    }

    private static void fill(long record, int rows) {
        Memory.putI64(record + FIELDS, 10);
        Memory.putI64(record + FIELDS + 8, 5_000_000_000L);
        Memory.putI32(record + FIELDS + 16, rows);
        Memory.putI32(record + FIELDS + 20, FIELDS + 24);
        for (int i = 0; i < rows; i++) {
            final long row = record + FIELDS + 24 + i * 64L;
            Memory.putF64(row, 100_000 / (i + 1.0));
            EmitLineTest.flow(row + 8, i & 1);
            Memory.putU16(row + 56, 40_000 - i * 39_999L);
        }
    }

    @Test
    void writesATableBelowItsText() {
        assertEquals("""
                Top 10 flows over 5s:
                      bps  key                                     n
                100000.00  10.0.0.1:1234 <-> 10.0.0.2:443 udp  40000
                 50000.00  10.0.0.2:443 <-> 10.0.0.1:1234 udp      1
                """.stripTrailing(),
                Lines.format(top(" "), Format.TEXT, FIELDS + 24 + 2 * 64, record -> fill(record, 2)));
    }

    @Test
    void goesOnBelowTheTable() {
        assertEquals("Top 10 flows over 5s:\nbps  key  n\nend", Lines.format(top(" end"), Format.TEXT, FIELDS + 24, record -> fill(record, 0)));
    }

    @Test
    void becomesARecordOfItsOwnInJson() {
        assertEquals("{\"record\":\"print\",\"text\":\"Top 10 flows over 5s:\\nbps  key  n\"}", Lines.format(top(""), Format.JSON, FIELDS + 24, record -> fill(record, 0)));
        final RecordTemplate hostile = Lines.printTemplate(List.of(), List.of(new Text("\"\\\u0000\u001b[31m\u2028é\n")));
        assertEquals("{\"record\":\"print\",\"text\":\"\\\"\\\\\\u0000\\u001B[31m\u2028é\\n\"}", Lines.format(hostile, Format.JSON, FIELDS, _ -> {}));
    }

    @Test
    void writesRowsOfAnEmitAsObjects() {
        final RecordTemplate template = Lines.emitTemplate(List.of(new Field("top", new Rows(new Struct(8, List.of(new Field("x", new Unsigned(1), 0)))), FIELDS)));
        assertEquals("{\"record\":\"r\",\"time\":\"2026-11-21T10:00:00.000000001Z\",\"top\":[{\"x\":1},{\"x\":2}]}", Lines.format(template, Format.TEXT, FIELDS + 24, record -> {
            Memory.putI32(record + FIELDS, 2);
            Memory.putI32(record + FIELDS + 4, FIELDS + 8);
            Memory.putU8(record + FIELDS + 8, 1);
            Memory.putU8(record + FIELDS + 16, 2);
        }));
    }

    @Test
    void writesKeysReadably() {
        assertEquals("10.0.0.2:443 <-> 10.0.0.1:1234 udp", print(EmitLineTest.FLOW5, "", at -> EmitLineTest.flow(at, 1)));
        assertEquals("10.0.0.1 <-> - proto=89", print(EmitLineTest.FLOW5, "", at -> {
            Scratch.ip4(at, 10, 0, 0, 1);
            Memory.putU8(at + 40, 89);
        }));
        final FieldType.Key one = new FieldType.Key(8, List.of(new Field("dst", new FieldType.Ip4(), 0)));
        assertEquals("0.0.0.7", print(one, "", at -> Memory.putU32(at, 7)));
        final FieldType.Key two = new FieldType.Key(8, List.of(new Field("dst", new FieldType.Ip4(), 0), new Field("vlan", new Maybe(new Unsigned(2)), 4)));
        assertEquals("dst=0.0.0.7 vlan=-", print(two, "", at -> Memory.putU32(at, 7)));
    }

    @Test
    void writesOtherValues() {
        assertEquals("{lo=1 hi=2}", print(new Struct(2, List.of(new Field("lo", new Unsigned(1), 0), new Field("hi", new Unsigned(1), 1))), "", at -> Scratch.put(at, 1, 2)));
        assertEquals("1..2", print(new Range(new Unsigned(1)), "", at -> Scratch.put(at, 1, 2)));
        assertEquals("1.5s", print(new Duration(), "", at -> Memory.putI64(at, 1_500_000_000L)));
        assertEquals("1.50s", print(new Duration(), ".2", at -> Memory.putI64(at, 1_500_000_000L)));
        assertEquals("    1.500s", print(new Duration(), ">10.3", at -> Memory.putI64(at, 1_500_000_000L)));
        assertEquals("-001.5s", print(new Duration(), "07", at -> Memory.putI64(at, -1_500_000_000L)));
        assertEquals("5,400s", print(new Duration(), ",", at -> Memory.putI64(at, 5_400_000_000_000L)));
        assertEquals("5.4k", print(new Duration(), "h", at -> Memory.putI64(at, 5_400_000_000_000L)));
        assertEquals("1.50", print(new Duration(), ".2f", at -> Memory.putI64(at, 1_500_000_000L)));
        assertEquals("1970-01-01T00:00:00.000000000Z", print(new FieldType.Time(), "", at -> {}));
        assertEquals("true", print(new FieldType.Bool(), "", at -> Memory.putU8(at, 1)));
    }

    @Test
    void padsWhatIsNotANumberToTheLeft() {
        assertEquals("0.0.0.7   ", print(new FieldType.Ip4(), "10", at -> Memory.putU32(at, 7)));
        assertEquals("·0.0.0.7··", print(new FieldType.Ip4(), "·^10", at -> Memory.putU32(at, 7)));
        assertEquals("    -", print(new Maybe(new Unsigned(2)), "5,", at -> {}));
        assertEquals("    9", print(new Maybe(new Unsigned(2)), "5,", at -> Scratch.put(at, 1, 9)));
    }
}
