package flowc.compiler.filter.syntax;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import flowc.compiler.filter.ast.FilterError;
import flowc.filters.RandomFilters;
import flowc.filters.RandomFilters.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is, the answer is a tree or a {@link FilterError} within the text that can be rendered. {@code -Dflowc.fuzz.rounds=N} goes on longer. */
class FilterParserFuzzTest {
    private static final long SEED = Long.getLong("flowc.fuzz.seed", 20261121);
    private static final int ROUNDS = Integer.getInteger("flowc.fuzz.rounds", 3000);
    private static final Pattern TOKEN = Pattern.compile("[-_.A-Za-z0-9:\\\\$]+|\\s+|.");

    private final Random random = new Random(SEED);

    @Test
    void charactersOfAllKindsAreParsedOrRefused() {
        final String signs = " \t\n()[]!&|=<>+-*/%^:.$\\_0129afxzA\u00e9\u20ac\ud83d\ude00\u0000\u007f";
        for (int i = 0; i < ROUNDS; i++) {
            final StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(random.nextInt(20) == 0 ? (char) random.nextInt(0x10000) : signs.charAt(random.nextInt(signs.length())));
            }
            check(text.toString());
        }
    }

    @Test
    void changedFiltersAreParsedOrRefused() {
        final List<String> filters = new ArrayList<>();
        for (final Family family : Family.values()) {
            filters.addAll(new RandomFilters(random, family).take(100));
        }
        int parsed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            parsed += check(changed(filters)) ? 1 : 0;
        }
        assertTrue(parsed > ROUNDS / 20 && parsed < ROUNDS, parsed + " of " + ROUNDS + " parsed");
    }

    /** Tokens of one filter with some left out, doubled, swapped, or taken from another. */
    private String changed(List<String> filters) {
        final List<String> tokens = tokens(filters.get(random.nextInt(filters.size())));
        for (int changes = 1 + random.nextInt(3); changes > 0 && !tokens.isEmpty(); changes--) {
            final int at = random.nextInt(tokens.size());
            final List<String> other = tokens(filters.get(random.nextInt(filters.size())));
            switch (random.nextInt(4)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, other.get(random.nextInt(other.size())));
                case 2 -> tokens.set(at, other.get(random.nextInt(other.size())));
                default -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
            }
        }
        return String.join("", tokens);
    }

    private static List<String> tokens(String text) {
        return new ArrayList<>(TOKEN.matcher(text).results().map(MatchResult::group).toList());
    }

    /** Whether it parses. */
    private static boolean check(String text) {
        try {
            FilterPrinter.print(FilterParser.parse(text));
            FilterNotes.of(text);
            return true;
        } catch (FilterError e) {
            assertTrue(e.place().start() >= 0 && e.place().start() <= e.place().end() && e.place().end() <= text.length(), () -> e.place() + " in " + text);
            assertTrue(!e.getMessage().isBlank() && e.render(text).contains("^"), text);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("seed " + SEED + ": " + text, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "!", "(not ", "ip[", "-", "1 + (", "host (not (", "port 1 or (", "vlan (", "- - ", "tcp and (udp or ", "! (", "1 % ", "(1 | "})
    void nestingOfAHundredThousandIsAnError(String open) {
        assertClearError(open.repeat(100_000) + "1");
        assertClearError(open.repeat(100_000 / open.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp or udp and ", "1 + ", "a.b-c", "0", "9", "1.", "::1 ", "a:", "1:", "((tcp)) or ", "ip[0] = 1 and not (udp) or "})
    void aMegabyteIsAnError(String part) {
        assertClearError(part.repeat(1_000_000 / part.length()));
        assertClearError(part.repeat(FilterParser.MAX_LENGTH / part.length()) + "&&& |||".substring(0, FilterParser.MAX_LENGTH % part.length() % 7));
    }

    private static void assertClearError(String text) {
        final FilterError error = assertThrows(FilterError.class, () -> FilterParser.parse(text));
        assertTrue(error.getMessage().length() < 300 && error.hint().length() < 300 && error.render(text).length() < 1000, error.render(text));
    }

    @Test
    void nestingOfSomeHundredIsFine() {
        assertDoesNotThrow(() -> FilterParser.parse("(".repeat(400) + "tcp" + ")".repeat(400)));
        assertDoesNotThrow(() -> FilterParser.parse("not ".repeat(400) + "tcp"));
        assertDoesNotThrow(() -> FilterParser.parse("1" + " + 1".repeat(900) + " = 5"));
        assertDoesNotThrow(() -> FilterParser.parse("tcp" + " or udp and ip".repeat(450)));
        assertDoesNotThrow(() -> FilterParser.parse("host 10.0.0.1 and port 80" + " or (host 10.0.0.1 and port 80)".repeat(5000)));
    }
}
