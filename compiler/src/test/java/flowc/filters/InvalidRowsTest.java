package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What libpcap refuses is an error here too, at a place inside of the expression. */
final class InvalidRowsTest {
    /** Said by libpcap's optimiser alone; such an expression has a meaning, which no packet has. */
    private static final String REJECTS_ALL = "expression rejects all packets";

    @Test
    void whatLibpcapRefusesIsAnError() {
        final List<String> accepted = new ArrayList<>();
        for (final String[] row : FilterOracle.rows("invalid.txt")) {
            if (row.length < 3 || row[0].startsWith("#") || row[2].equals(REJECTS_ALL)) {
                continue;
            }
            final FilterError error = error(row);
            if (error == null) {
                accepted.add(String.join(" | ", row));
            } else {
                assertPlaced(error, row[1]);
            }
        }
        assertEquals(List.of(), accepted);
    }

    @Test
    void whatOnlyTheOptimiserRefusesIsNoError() {
        final List<String> refused = new ArrayList<>();
        for (final String[] row : FilterOracle.rows("invalid.txt")) {
            if (row.length == 3 && row[2].equals(REJECTS_ALL) && error(row) != null) {
                refused.add(String.join(" | ", row) + ": " + error(row).getMessage());
            }
        }
        assertEquals(List.of(), refused);
    }

    private static void assertPlaced(FilterError error, String expression) {
        assertTrue(
                error.place().start() >= 0 && error.place().start() <= error.place().end() && error.place().end() <= expression.length(),
                () -> expression + ": " + error.place() + " " + error.getMessage());
        assertTrue(!error.getMessage().isBlank(), expression);
    }

    private static FilterError error(String[] row) {
        final LinkType linkType = LinkType.named(row[0]).orElseThrow(() -> new AssertionError("no link type " + row[0]));
        try {
            FilterMeaning.of(
                    FilterParser.parse(FilterOracle.expression(row[1])), linkType, FilterSettings.SAVEFILE.withOrigin(FilterSettings.Origin.LIVE));
            return null;
        } catch (FilterError error) {
            return error;
        }
    }
}
