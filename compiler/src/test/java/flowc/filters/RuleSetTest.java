package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.rules.Pattern;
import flowc.compiler.filter.rules.Rule;
import flowc.compiler.filter.rules.RuleMatches;
import flowc.compiler.filter.rules.RuleSet;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rules matched together accept what each accepts alone, before they are merged and after. */
class RuleSetTest {
    private static final long SEED = Long.getLong("flowc.seed", 20261121);
    private static final int SETS = 60;
    private static final int PACKETS = 30;
    private static final int NO_LINK_TYPE = -1;

    @Test
    void matchesWhatEachRuleAcceptsAloneWhileItIsMergedAndAfterwards() throws InterruptedException {
        for (int round = 0; round < SETS; round++) {
            final Random random = new Random(SEED + round);
            final RandomPredicates predicates = new RandomPredicates(random);
            final List<Predicate> rules = rules(predicates, random);
            final RuleSet set = new RuleSet(NO_LINK_TYPE);
            for (int number = 0; number < rules.size(); number++) {
                set.add(new Rule(number, rules.get(number), Optional.empty()));
            }
            check(set, rules, predicates, random, "seed " + (SEED + round) + " while merging");
            set.awaitMerge();
            check(set, rules, predicates, random, "seed " + (SEED + round) + " merged");
        }
    }

    /** Conjunctions of few parts, so that many share some. */
    private static List<Predicate> rules(RandomPredicates predicates, Random random) {
        final List<Predicate> parts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            parts.add(predicates.predicate(random.nextInt(3)));
        }
        final List<Predicate> rules = new ArrayList<>();
        for (int i = random.nextInt(150); i >= 0; i--) {
            Predicate rule = parts.get(random.nextInt(parts.size()));
            for (int more = random.nextInt(3); more > 0; more--) {
                rule = new Predicate.And(rule, parts.get(random.nextInt(parts.size())));
            }
            rules.add(rule);
        }
        return rules;
    }

    private static void check(RuleSet set, List<Predicate> rules, RandomPredicates predicates, Random random, String what) {
        final RuleMatches matches = set.newMatches();
        for (int i = 0; i < PACKETS; i++) {
            final byte[] packet = predicates.packet(random.nextInt(48));
            final List<Integer> expected = new ArrayList<>();
            for (int number = 0; number < rules.size(); number++) {
                if (PredicateInterpreter.accepts(rules.get(number), packet, packet.length)) {
                    expected.add(number);
                }
            }
            assertEquals(expected, match(set, matches, packet), what);
        }
    }

    private static List<Integer> match(RuleSet set, RuleMatches matches, byte[] packet) {
        try (PlacedPacket placed = new PlacedPacket(packet)) {
            set.match(matches, placed.address(), packet.length, packet.length);
        }
        final List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < matches.count(); i++) {
            numbers.add(matches.number(i));
        }
        return numbers;
    }

    @Test
    void saysThatAMergeFailedUntilOneSucceeds() throws Exception {
        final RuleSet set = new RuleSet(NO_LINK_TYPE);
        final RuleMatches matches = set.newMatches();
        final IllegalStateException planted = new IllegalStateException("planted");
        final CompletableFuture<Throwable> seen = new CompletableFuture<>();
        final Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> seen.complete(failure));
        try {
            set.add(new Rule(7, new Predicate.Always(), Optional.of(new BrokenPatterns(planted))));
            assertSame(planted, assertThrows(IllegalStateException.class, set::awaitMerge).getCause());
            assertSame(planted, seen.get(1, TimeUnit.MINUTES), "those who do not wait hear of it too");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
        assertEquals(List.of(7), match(set, matches, new byte[3]));
        assertTrue(set.remove(7));
        set.add(new Rule(8, new Predicate.Always(), Optional.empty()));
        set.awaitMerge();
        assertEquals(List.of(8), match(set, matches, new byte[3]));
    }

    /** Patterns that no index can be made of. */
    private static final class BrokenPatterns extends AbstractSet<Pattern> {
        private final IllegalStateException failure;

        BrokenPatterns(IllegalStateException failure) {
            this.failure = failure;
        }

        @Override
        public Iterator<Pattern> iterator() {
            throw failure;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void forgetsARuleAtOnceAndTakesItsNumberAgain() throws InterruptedException {
        final RuleSet set = new RuleSet(NO_LINK_TYPE);
        final RuleMatches matches = set.newMatches();
        set.add(new Rule(7, new Predicate.Always(), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> set.add(new Rule(7, new Predicate.Never(), Optional.empty())));
        set.awaitMerge();
        assertEquals(List.of(7), match(set, matches, new byte[3]));
        assertTrue(set.remove(7));
        assertEquals(List.of(), match(set, matches, new byte[3]));
        assertFalse(set.remove(7));
        set.add(new Rule(7, new Predicate.Always(), Optional.empty()));
        assertEquals(List.of(7), match(set, matches, new byte[3]));
        assertEquals(1, set.size());
    }
}
