package flowc.compiler.filter.bpf;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import java.util.HashMap;
import java.util.Map;

/** The 16 words of scratch memory: registers of the predicate from the first on, numbers that wait for others behind them. */
final class Memory {
    private final Map<Integer, Integer> words = new HashMap<>();
    private int held;

    /** The word of a register; each keeps its own. All must be asked for before anything is held. */
    int of(int register) {
        final Integer known = words.get(register);
        if (known != null) {
            return known;
        }
        checkRoom(words.size());
        words.put(register, words.size());
        return words.size() - 1;
    }

    int hold() {
        final int word = words.size() + held++;
        checkRoom(word);
        return word;
    }

    void release() {
        held--;
    }

    private static void checkRoom(int word) {
        if (word >= BpfCode.MEMORY_WORDS) {
            throw new FilterError(
                    new Place(0, Integer.MAX_VALUE), "classic BPF has " + BpfCode.MEMORY_WORDS + " words of memory, and this filter needs more");
        }
    }
}
