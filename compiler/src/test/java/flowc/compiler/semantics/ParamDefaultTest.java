package flowc.compiler.semantics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import flowc.runtime.ParamValue;
import flowc.runtime.program.TrackerDescriptor.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A param's default is what the language says that its text means, and its text as the help shows it can be given on the command line. */
class ParamDefaultTest {
    private static final String ENUM = "enum Color: u8 { red, green = 7, blue }\n";

    private record Row(String type, String value) {}

    private static final List<Row> ROWS = List.of(new Row("u64", "0b101"), new Row("u64", "0B1_0"), new Row("u64", "0xff"), new Row("u64", "0X0F_F"), new Row("u64", "20_000"),
            new Row("u64", "8M"), new Row("u64", "0.5k"), new Row("u64", "64 KiB"), new Row("u64", "64KiB"), new Row("u64", "0B"), new Row("u64", "18446744073709551615"), new Row("i64", "-0b1"), new Row("i64", "-0x10"),
            new Row("i64", "-5k"), new Row("i64", "-9223372036854775808"), new Row("u8", "7"), new Row("f64", "5k"), new Row("f64", "64 KiB"), new Row("f64", "0x10"),
            new Row("f64", "0b101"), new Row("f64", "1e3"), new Row("f64", "-1.5"), new Row("f64", "-2k"), new Row("f64", "1_000.5"), new Row("f64", "3"), new Row("f64", "18446744073709551615"),
            new Row("duration", "0.5s"), new Row("duration", "5min"), new Row("duration", "-30s"), new Row("duration", "7d"), new Row("bool", "true"), new Row("bool", "false"),
            new Row("ip", "10.0.0.1"), new Row("ip", "2001:db8::1"), new Row("ip4", "192.0.2.255"), new Row("ip6", "::ffff:1.2.3.4"), new Row("ip6", "::"), new Row("mac", "02:00:5e:10:00:ff"),
            new Row("Color", "green"), new Row("Color", "red"));

    @TestFactory
    Stream<DynamicTest> isWhatItsTextMeansInTheLanguage() {
        final StringBuilder params = new StringBuilder(ENUM);
        final List<String> state = new ArrayList<>();
        final List<String> handlers = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            params.append("param p" + i + ": " + ROWS.get(i).type() + " = " + ROWS.get(i).value() + "\n");
            state.add("s" + i + ": " + ROWS.get(i).type() + " = " + ROWS.get(i).value());
            handlers.add("result p" + i + " end");
            handlers.add("result s" + i + " end");
        }
        final List<String> values = Evaluator.emitted(params.toString(), String.join(", ", state), handlers);
        return Stream.iterate(0, i -> i + 1).limit(ROWS.size())
                .map(i -> dynamicTest(ROWS.get(i).type() + " " + ROWS.get(i).value(), () -> assertEquals(values.get(2 * i + 1), values.get(2 * i))));
    }

    @TestFactory
    Stream<DynamicTest> asTheHelpShowsItCanBeGiven() {
        return ROWS.stream().map(row -> dynamicTest(row.type() + " " + row.value(), () -> {
            final Param param = param(row);
            assertEquals(row.value(), param.written());
            assertArrayEquals(ParamValue.parse(param, param.text()).bytes(), ParamValue.parse(param, param.written()).bytes());
        }));
    }

    @Test
    void aBlankBehindItsSignChangesNothing() {
        assertEquals("-5", param(new Row("i64", "- 5")).text());
    }

    private static Param param(Row row) {
        final String text = "tracker t\n" + ENUM + "param p: " + row.type() + " = " + row.value() + "\ntable flow key flow5 { on packet { emit r { p } } }\n";
        return Compiler.compile(new Source("t.flow", text), new Modules()).tracker().orElseThrow().descriptor().params().getFirst();
    }
}
