package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.syntax.FilterParser;
import flowc.filters.RandomFilters.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomFiltersTest {
    private static final long SEED = 20261121;

    @ParameterizedTest
    @EnumSource(Family.class)
    void allParseAndFewAreAlike(Family family) {
        final List<String> filters = new RandomFilters(new Random(SEED), family).take(2000);
        for (final String filter : filters) {
            assertDoesNotThrow(() -> FilterParser.parse(filter), () -> "seed " + SEED + ": " + filter);
        }
        final Set<String> different = new HashSet<>(filters);
        assertTrue(different.size() > 1000, () -> different.size() + " different ones of " + filters.size());
    }
}
