package flowc.compiler.analysis;

import java.util.LinkedHashSet;
import java.util.Set;

/** What is known to be in the packet at one place of a tracker. Immutable. */
final class Facts {
    static final Facts NONE = new Facts(Set.of());

    private final Set<Guard> known;

    private Facts(Set<Guard> known) {
        this.known = known;
    }

    boolean proves(Guard guard) {
        return known.contains(guard);
    }

    /** Adds guards and all that they imply. */
    Facts with(Set<Guard> guards, ParseGraph graph) {
        if (guards.isEmpty()) {
            return this;
        }
        final Set<Guard> result = new LinkedHashSet<>(known);
        for (Guard guard : guards) {
            result.add(guard);
            switch (guard) {
                case Guard.HeaderPresent present -> result.addAll(graph.implied(present.header()));
                case Guard.LayerPresent present -> result.addAll(graph.implied(present.layer()));
                case Guard.PartPresent part -> result.addAll(graph.implied(part.header()));
                case Guard.BytesAhead ahead -> result.addAll(graph.implied(ahead.header()));
            }
        }
        return new Facts(result);
    }

    Facts and(Facts other) {
        final Set<Guard> result = new LinkedHashSet<>(known);
        result.addAll(other.known);
        return new Facts(result);
    }

    /** What both know. */
    Facts or(Facts other) {
        final Set<Guard> result = new LinkedHashSet<>(known);
        result.retainAll(other.known);
        return new Facts(result);
    }

    Set<Guard> known() {
        return known;
    }
}
