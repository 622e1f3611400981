package flowc.compiler.analysis;

import flowc.compiler.filter.predicate.Predicate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@code pcap("…")} as it means something on the link types that the tracker's packets can begin with. Symbols of equal text are equal.
 *
 * @param variants one for each link type and byte order on which the filter has a meaning
 */
public record PcapFilter(String text, List<Variant> variants) {
    /** {@code swapped}: for packets whose link header is in the byte order that this machine has not; null where that makes no difference. */
    public record Variant(int linkType, Predicate predicate, Predicate swapped) {}

    /** How many tests its different predicates have together, counted no further than to {@code most}. */
    int tests(int most) {
        final Set<Predicate> counted = new HashSet<>();
        int tests = 0;
        for (Variant variant : variants) {
            for (Predicate predicate : variant.swapped() == null ? List.of(variant.predicate()) : List.of(variant.predicate(), variant.swapped())) {
                tests += tests < most && counted.add(predicate) ? tests(predicate, most - tests) : 0;
            }
        }
        return tests;
    }

    private static int tests(Predicate predicate, int most) {
        final Deque<Predicate> open = new ArrayDeque<>(List.of(predicate));
        int tests = 0;
        while (!open.isEmpty() && tests < most) {
            switch (open.pop()) {
                case Predicate.And(Predicate left, Predicate right) -> {
                    open.push(right);
                    open.push(left);
                }
                case Predicate.Or(Predicate left, Predicate right) -> {
                    open.push(right);
                    open.push(left);
                }
                case Predicate.Not(Predicate operand) -> open.push(operand);
                case Predicate.Repeat(Predicate round, int _) -> open.push(round);
                case Predicate.Test _, Predicate.Set _ -> tests++;
                case Predicate.Always _, Predicate.Never _ -> { }
            }
        }
        return tests;
    }
}
