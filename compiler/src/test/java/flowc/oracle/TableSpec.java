package flowc.oracle;

import flowc.runtime.table.EvictionPolicy;
import java.util.List;

/**
 * One table of a described tracker. Its rows have {@code n: u64}, {@code small: u16 = 65530}, {@code q: u64}, {@code c, bytes: counter},
 * {@code last: time}, {@code home: endpoint?}, and where handlers fill it {@code who: t0.key}.
 *
 * @param where null for none
 * @param idle nanoseconds, 0 for none; {@code active} likewise
 */
record TableSpec(String name, KeyKind key, Condition where, long idle, long active, long limit, EvictionPolicy eviction, boolean byDelta, List<Handler> handlers, List<Every> everies) {
    enum Event { NEW, PACKET, EXPIRE }

    /** @param of index of the table whose event it is; -1 for the own */
    record Handler(Event event, int of, Condition where, List<Action> body) {}

    /** @param sums whether it takes the delta of {@code c}, which one block of a table may */
    record Every(long period, boolean sums, List<Action> each) {}

    TableSpec with(List<Handler> newHandlers, List<Every> newEveries) {
        return new TableSpec(name, key, where, idle, active, limit, eviction, byDelta, newHandlers, newEveries);
    }
}
