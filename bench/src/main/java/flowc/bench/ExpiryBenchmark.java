package flowc.bench;

import flowc.runtime.program.EveryBlock;
import flowc.runtime.table.EvictionPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Nanoseconds for a flow that begins while another ends by its idle timeout, which is what a wheel of deadlines costs a flow; and for a whole pass of 'every'. */
public class ExpiryBenchmark extends PartBenchmark {
    private static final int BURST = ClockedTable.BURST;
    private static final long NANOS_APART = 1000;
    private static final long LIMIT = 16 << 20;

    /** In the table at a time. */
    @Param({"1000", "100000", "1000000", "10000000"})
    public long flows;

    private ClockedTable churning;
    private ClockedTable steady;
    private long next;

    @Setup
    public void fill() {
        churning = new ClockedTable(LIMIT, EvictionPolicy.OLDEST, flows * NANOS_APART, List.of());
        steady = new ClockedTable(LIMIT, EvictionPolicy.OLDEST, Long.MAX_VALUE, List.of(new EveryBlock(0, TimeUnit.HOURS.toNanos(1), true)));
        for (next = 0; next < 2 * flows; next += BURST) {
            for (int i = 0; i < BURST; i++) {
                churning.key(i, next + i);
                steady.key(i, Math.min(next + i, flows - 1));
            }
            churning.touch(NANOS_APART);
            steady.touch(NANOS_APART);
        }
    }

    @TearDown
    public void release() {
        churning.close();
        steady.close();
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long beginAndEnd() {
        for (int i = 0; i < BURST; i++) {
            churning.key(i, next++);
        }
        return churning.touch(NANOS_APART);
    }

    /** All rows have their turn; the score is of the whole pass. */
    @Benchmark
    public long pass() {
        final long before = steady.seen();
        steady.pass(TimeUnit.HOURS.toNanos(1));
        while (steady.seen() - before < flows) {
            steady.pass(1);
        }
        return steady.seen();
    }
}
