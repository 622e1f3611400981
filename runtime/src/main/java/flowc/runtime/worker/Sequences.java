package flowc.runtime.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Numbers that rise, through which threads tell each other how far they are; what was written before one was set is seen by who reads it. */
final class Sequences {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /** Each on cache lines of its own: two, since processors fetch them in pairs. */
    private static final int STRIDE = 128 / Long.BYTES;

    private final long[] values;

    Sequences(int count) {
        this.values = new long[(count + 1) * STRIDE];
    }

    long get(int index) {
        return (long) LONGS.getAcquire(values, (index + 1) * STRIDE);
    }

    /** Seen before anything this thread reads afterwards, so that who sleeps meanwhile is found asleep. */
    void set(int index, long value) {
        LONGS.setVolatile(values, (index + 1) * STRIDE, value);
    }
}
