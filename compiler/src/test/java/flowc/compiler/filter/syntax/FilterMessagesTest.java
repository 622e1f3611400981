package flowc.compiler.filter.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterNote;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What users read: errors, explanations, and expressions in English. */
class FilterMessagesTest {
    @Test
    void everyMistakeIsSaidAtItsPlaceWithWhatToDo() throws IOException {
        FilterGolden.check("errors.txt", 100, expression ->
                assertThrows(FilterError.class, () -> FilterParser.parse(expression), expression).render(expression));
    }

    @Test
    void trapsInCorrectExpressionsAreNoted() throws IOException {
        FilterGolden.check("notes.txt", 20, expression ->
                FilterNotes.of(expression).stream().map(note -> note.render(expression)).collect(Collectors.joining("\n")));
    }

    @Test
    void expressionsAreSaidInEnglish() throws IOException {
        FilterGolden.check("words.txt", 40, expression -> FilterWords.of(FilterParser.parse(expression)).stripTrailing());
    }

    @Test
    void aNoteIsFoundUnderTheWordItIsAbout() {
        final String expression = "ip or (vlan 5 and tcp)";
        final FilterNote note = FilterNotes.of(expression).getFirst();
        assertEquals("vlan 5", expression.substring(note.place().start(), note.place().end()));
    }

    @Test
    void aLongExpressionIsCutAroundTheMistake() {
        final String expression = "host 10.0.0.1 or ".repeat(100) + "hots 1 or " + "host 10.0.0.2 or ".repeat(100) + "ip";
        final String[] lines = assertThrows(FilterError.class, () -> FilterParser.parse(expression)).render(expression).split("\n");
        assertTrue(lines[1].length() < 120, lines[1]);
        assertEquals("hots", lines[1].substring(lines[2].indexOf('^'), lines[2].lastIndexOf('^') + 1));
    }

    @Test
    void aMistakeInTheSecondLineIsShownThere() {
        final String expression = "tcp\nor foo";
        final FilterError error = assertThrows(FilterError.class, () -> FilterParser.parse(expression));
        assertTrue(error.render(expression).contains("\n  or foo\n     ^^^"), error.render(expression));
    }

    @Test
    void noControlCharacterReachesTheTerminal() {
        final String expression = "tcp \u001b[31m \u0007\ttcp";
        final String shown = assertThrows(FilterError.class, () -> FilterParser.parse(expression)).render(expression);
        assertEquals(0, shown.chars().filter(c -> Character.isISOControl(c) && c != '\n').count(), shown);
    }
}
