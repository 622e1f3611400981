package flowc.compiler.filter.meaning;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which of classic BPF's registers libpcap has for what. It gives them out in turn, and it computes where headers begin before all tests though it takes
 * the registers for that when they are first asked for; so numbers that waited in them before spoil these places. Filters that are exact must know.
 */
final class Registers {
    static final int COUNT = 16;

    private final boolean[] used = new boolean[COUNT];
    private final Set<Integer> kept = new HashSet<>();
    private int current;
    private int nextOwn = COUNT;

    /** The next free register; empty where all are in use. */
    OptionalInt take() {
        for (int i = 0; i < COUNT; i++) {
            if (!used[current]) {
                used[current] = true;
                return OptionalInt.of(current);
            }
            current = (current + 1) % COUNT;
        }
        return OptionalInt.empty();
    }

    void release(int register) {
        used[register] = false;
    }

    /** Says that {@code register} holds the place of a header from here to the end. */
    int keep(int register) {
        kept.add(register);
        return register;
    }

    /** A register that libpcap does not have: for what it keeps in its accumulator. */
    int own() {
        return keep(nextOwn++);
    }

    boolean isKept(int register) {
        return kept.contains(register);
    }
}
