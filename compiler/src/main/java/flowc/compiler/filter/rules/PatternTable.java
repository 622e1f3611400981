package flowc.compiler.filter.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Patterns of one family and shape in an open-addressed table: one look-up however many there are. Immutable. */
final class PatternTable {
    private static final int WORDS = 5;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final int shape;
    private final long sourceMask;
    private final long destinationMask;
    private final long portsMask;

    /** Changes with the process, so that nobody can choose addresses that collide. */
    private final long seed;

    private final int shift;
    private final long[] keys;
    private final Rule[][] rules;

    PatternTable(int shape, long seed, Map<Pattern, List<Rule>> rulesByPattern) {
        this.shape = shape;
        this.seed = seed | 1;
        this.sourceMask = (shape & Pattern.SOURCE) != 0 ? -1 : 0;
        this.destinationMask = (shape & Pattern.DESTINATION) != 0 ? -1 : 0;
        this.portsMask = Pattern.portsMask(shape);
        final int slots = Integer.highestOneBit(Math.max(2, rulesByPattern.size())) * 4;
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
        this.keys = new long[slots * WORDS];
        this.rules = new Rule[slots][];
        rulesByPattern.forEach(this::put);
    }

    private void put(Pattern pattern, Collection<Rule> of) {
        int slot = slot(pattern.sourceHigh(), pattern.sourceLow(), pattern.destinationHigh(), pattern.destinationLow(), pattern.ports());
        while (rules[slot] != null) {
            slot = (slot + 1) & (rules.length - 1);
        }
        final long[] key = {pattern.sourceHigh(), pattern.sourceLow(), pattern.destinationHigh(), pattern.destinationLow(), pattern.ports()};
        System.arraycopy(key, 0, keys, slot * WORDS, WORDS);
        rules[slot] = of.toArray(Rule[]::new);
    }

    boolean asksPorts() {
        return Pattern.hasPorts(shape);
    }

    boolean asksProtocol() {
        return (shape & Pattern.PROTOCOL) != 0;
    }

    /** Rules of which one pattern matches, null when there are none. */
    Rule[] find(PacketFields packet, long packetPorts) {
        final long sourceHigh = packet.sourceHigh & sourceMask;
        final long sourceLow = packet.sourceLow & sourceMask;
        final long destinationHigh = packet.destinationHigh & destinationMask;
        final long destinationLow = packet.destinationLow & destinationMask;
        final long ports = packetPorts & portsMask;
        int slot = slot(sourceHigh, sourceLow, destinationHigh, destinationLow, ports);
        while (rules[slot] != null) {
            final int key = slot * WORDS;
            if (keys[key + 1] == sourceLow && keys[key + 3] == destinationLow && keys[key + 4] == ports && keys[key] == sourceHigh && keys[key + 2] == destinationHigh) {
                return rules[slot];
            }
            slot = (slot + 1) & (rules.length - 1);
        }
        return null;
    }

    private int slot(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long ports) {
        long hash = fold(sourceLow ^ seed, destinationLow ^ MULTIPLIER);
        hash = fold(hash ^ ports, seed ^ sourceHigh);
        return (int) (fold(hash ^ destinationHigh, MULTIPLIER) >>> shift);
    }

    private static long fold(long left, long right) {
        return Math.multiplyHigh(left, right) ^ left * right;
    }
}
