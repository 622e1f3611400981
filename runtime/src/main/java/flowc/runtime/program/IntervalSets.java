package flowc.runtime.program;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.TrackerDescriptor.Variable;
import flowc.runtime.sketch.TopRows;
import java.util.List;

/**
 * The variables and tops of an {@code every} block twice, while a pass over the rows of one interval runs and the next interval has begun. The
 * program knows one place for them; which interval's are there is changed by exchanging a few bytes.
 */
final class IntervalSets implements AutoCloseable {
    private final long frame;
    private final int[] offsets;
    private final int[] lengths;
    private final Region other;
    private final TopRows[] tops;
    private final TopRows[] otherTops;
    private boolean hasOlder;

    IntervalSets(EveryBlock block, long frame) {
        final List<Variable> variables = block.variables();
        this.frame = frame;
        this.offsets = variables.stream().mapToInt(Variable::offset).toArray();
        this.lengths = variables.stream().mapToInt(Variable::bytes).toArray();
        this.tops = block.tops().toArray(TopRows[]::new);
        this.otherTops = new TopRows[tops.length];
        this.other = Region.allocate(variables.stream().mapToLong(Variable::bytes).sum(), "the variables of 'every' blocks");
        for (int i = 0; i < tops.length; i++) {
            otherTops[i] = tops[i].another();
        }
    }

    /** At a mark, before {@code init}: what is there now belongs to the older interval. */
    void begin() {
        long at = other.address();
        for (int i = 0; i < offsets.length; i++) {
            // Left where it is as well: init finds what it has always found, should it end halfway.
            Memory.copy(at, frame + offsets[i], lengths[i]);
            at += lengths[i];
        }
        exchangeTops();
        hasOlder = false;
    }

    void useOlder() {
        if (!hasOlder) {
            exchange();
        }
    }

    void useNewer() {
        if (hasOlder) {
            exchange();
        }
    }

    private void exchange() {
        hasOlder = !hasOlder;
        long at = other.address();
        for (int i = 0; i < offsets.length; i++) {
            exchange(at, frame + offsets[i], lengths[i]);
            at += lengths[i];
        }
        exchangeTops();
    }

    private static void exchange(long left, long right, long bytes) {
        for (long at = 0; at < bytes; at++) {
            final long value = Memory.u8(left + at);
            Memory.putU8(left + at, Memory.u8(right + at));
            Memory.putU8(right + at, value);
        }
    }

    private void exchangeTops() {
        for (int i = 0; i < tops.length; i++) {
            tops[i].exchange(otherTops[i]);
        }
    }

    @Override
    public void close() {
        other.close();
        for (final TopRows top : otherTops) {
            if (top != null) {
                top.close();
            }
        }
    }
}
