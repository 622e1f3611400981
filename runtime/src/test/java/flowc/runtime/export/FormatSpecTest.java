package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.export.FieldType.Float64;
import flowc.runtime.export.FieldType.Ip;
import flowc.runtime.export.FieldType.Maybe;
import flowc.runtime.export.FieldType.Rows;
import flowc.runtime.export.FieldType.Struct;
import flowc.runtime.export.FieldType.Unsigned;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatSpecTest {
    @Test
    void readsEveryPart() {
        assertEquals(FormatSpec.NONE, FormatSpec.parse(""));
        assertEquals(new FormatSpec(new Padding('*', '^', false, 20), true, 3, 'f'), FormatSpec.parse("*^20,.3f"));
        assertEquals(new FormatSpec(new Padding(' ', '\0', true, 8), false, -1, 'x'), FormatSpec.parse("08x"));
        assertEquals(new FormatSpec(new Padding('<', '<', false, 0), false, -1, '\0'), FormatSpec.parse("<<"));
        assertEquals(new FormatSpec(new Padding(0x1F40C, '>', false, 12), false, -1, '\0'), FormatSpec.parse("🐌>12"));
        assertEquals(new FormatSpec(new Padding(' ', '\0', false, 0), false, 2, '\0'), FormatSpec.parse(".2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        ".2q | a format ends in one of d f e x X b % h B, not in 'q'",
        "a1 | a format is [[fill]<>^][0][width][,][.precision][type], but this is 'a1'",
        ". | a format is [[fill]<>^][0][width][,][.precision][type], but this is '.'",
        "2.2.2 | a format is [[fill]<>^][0][width][,][.precision][type], but this is '2.2.2'",
        "201 | a width is at most 200, not 201",
        ".31 | a precision is at most 30, not 31",
        "99999 | a format is [[fill]<>^][0][width][,][.precision][type], but this is '99999'",
        ".2d | 'd' shows an integer and takes no precision",
        ",x | ',' does not go with 'x'",
        ">08 | zeros pad a number on its left: give an alignment or '0', not both",
    })
    void refusesWithTheRule(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> FormatSpec.parse(text)).getMessage());
    }

    @Test
    void refusesGarbageOnlyWithItsOwnException() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                text.append(random.nextInt(5) == 0 ? (char) random.nextInt(0x10000) : "0123456789<>^,.dfexXb%hB*".charAt(random.nextInt(25)));
            }
            try {
                assertTrue(FormatSpec.parse(text.toString()).fits(new Unsigned(8)), () -> "seed " + seed + ": " + text);
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isBlank(), () -> "seed " + seed + ": " + text);
            }
        }
    }

    @Test
    void fitsNumbersOnlyWhereItSaysNumbers() {
        assertTrue(FormatSpec.parse(".2").fits(new Unsigned(4)));
        assertTrue(FormatSpec.parse("h").fits(new Maybe(new Float64())));
        assertTrue(FormatSpec.parse(".3").fits(new FieldType.Duration()));
        assertTrue(FormatSpec.parse("*^40").fits(new Ip()));
        assertTrue(FormatSpec.parse("x").fits(new FieldType.Enumeration(1, List.of())));
        assertEquals("a precision shows numbers, and this value is not one", FormatSpec.parse(".2").misfit(new Ip()));
        assertEquals("'x' shows integers, and this value is not one", FormatSpec.parse("x").misfit(new Float64()));
        assertEquals("',' shows numbers, and this value is not one", FormatSpec.parse(",").misfit(new Maybe(new FieldType.Bool())));
        assertEquals("padding with zeros shows numbers, and this value is not one", FormatSpec.parse("08").misfit(new FieldType.Time()));
        assertEquals("'%' shows numbers, and this value is not one", FormatSpec.parse("%").misfit(new FieldType.Enumeration(1, List.of())));
        assertEquals("a table takes no format", FormatSpec.parse("9").misfit(new Rows(new Struct(8, List.of()))));
    }
}
