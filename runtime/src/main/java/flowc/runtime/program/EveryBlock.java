package flowc.runtime.program;

import flowc.runtime.memory.Memory;
import flowc.runtime.program.TrackerDescriptor.Variable;
import flowc.runtime.sketch.TopRows;
import java.util.List;

/**
 * An {@code every} block once its period is known: of table {@code table}, with a mark each {@code periodNanos} from the first packet on.
 *
 * @param isSpread whether rows may have {@code each} after the mark, in any order, each of them before it is used: then the variables and tops must be all that {@code each} changes beside its row
 * @param variables what lies in the frame from {@code init} to {@code finish}
 * @param tops what lies elsewhere
 */
public record EveryBlock(int table, long periodNanos, boolean hasEach, boolean isSpread, List<Variable> variables, List<TopRows> tops) {
    public EveryBlock {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("the period of 'every' must be longer than 0: periodNanos=" + periodNanos);
        }
        variables = List.copyOf(variables);
        tops = List.copyOf(tops);
    }

    /** A block whose rows have {@code each} in order, at the mark. */
    public EveryBlock(int table, long periodNanos, boolean hasEach) {
        this(table, periodNanos, hasEach, false, List.of(), List.of());
    }

    /** Reads the period from the frame of a configured program; {@code tops} are all of the program's. */
    public static EveryBlock of(TrackerDescriptor.Every every, long frame, List<TopRows> tops) {
        return new EveryBlock(every.table(), Memory.i64(frame + every.period()), every.hasEach(), every.inAnyOrder() && !every.endsRows(), every.variables(),
                every.tops().stream().map(tops::get).toList());
    }
}
