package flowc.runtime.sketch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every mergeable aggregate holds: the merge of parts, in any split and any order, is what one aggregate of all values gives.
 *
 * @param <S> the aggregate
 * @param <V> what is added to it
 */
abstract class SketchContract<S extends AutoCloseable, V> {
    /** An empty aggregate; what {@code random} decides is the same for all of one round. */
    abstract S empty(long round);

    abstract V randomValue(Random random, long round);

    abstract void add(S sketch, V value);

    abstract void merge(S target, S source);

    abstract void clear(S sketch);

    /** All that can be read of it, in a form that equals compares. */
    abstract Object result(S sketch);

    @Test
    void doesNotDependOnTheOrderOfAdding() throws Exception {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (long round = 0; round < 100; round++) {
            final List<V> values = values(random, round);
            try (S one = filled(round, values)) {
                Collections.shuffle(values, random);
                try (S other = filled(round, values)) {
                    assertEquals(result(one), result(other), "seed " + seed);
                }
            }
        }
    }

    @Test
    void mergedPartsAreTheWhole() throws Exception {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (long round = 0; round < 100; round++) {
            final List<V> values = values(random, round);
            final int cut = random.nextInt(values.size() + 1);
            try (S whole = filled(round, values); S left = filled(round, values.subList(0, cut)); S right = filled(round, values.subList(cut, values.size())); S none = empty(round)) {
                final S target = random.nextBoolean() ? left : right;
                merge(target, none);
                merge(target, target == left ? right : left);
                assertEquals(result(whole), result(target), "seed " + seed);
                merge(none, target);
                assertEquals(result(whole), result(none), "seed " + seed);
            }
        }
    }

    @Test
    void isEmptyAfterClear() throws Exception {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (long round = 0; round < 20; round++) {
            final List<V> values = values(random, round);
            try (S used = filled(round, values(random, round)); S fresh = empty(round)) {
                clear(used);
                assertEquals(result(fresh), result(used), "seed " + seed);
                values.forEach(value -> add(used, value));
                values.forEach(value -> add(fresh, value));
                assertEquals(result(fresh), result(used), "seed " + seed);
            }
        }
    }

    @Test
    void readingChangesNothing() throws Exception {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (long round = 0; round < 50; round++) {
            try (S often = empty(round); S once = empty(round)) {
                for (final V value : values(random, round)) {
                    add(often, value);
                    add(once, value);
                    result(often);
                }
                assertEquals(result(once), result(often), "seed " + seed);
            }
        }
    }

    private List<V> values(Random random, long round) {
        final List<V> values = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            values.add(randomValue(random, round));
        }
        return values;
    }

    private S filled(long round, List<V> values) {
        final S sketch = empty(round);
        values.forEach(value -> add(sketch, value));
        return sketch;
    }
}
