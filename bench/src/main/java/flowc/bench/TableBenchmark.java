package flowc.bench;

import flowc.load.Random64;
import flowc.load.Traffic;
import flowc.runtime.table.EvictionPolicy;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Nanoseconds to hash, look up and touch a row, by bursts, keys of 24 bytes as flow5 has them of IPv4: one that is there, and
 * one that is new to a table at its limit, so that another ends for it. {@code ExpiryBenchmark} has new rows where there is room.
 */
public class TableBenchmark extends PartBenchmark {
    private static final int BURST = ClockedTable.BURST;
    private static final long LIMIT = 16 << 20;

    @Param({"1000", "100000", "1000000", "10000000"})
    public long flows;

    private final Random64 random = new Random64(Traffic.DEFAULT_SEED);
    private ClockedTable roomy;
    private ClockedTable full;
    private long next;

    @Setup
    public void fill() {
        roomy = new ClockedTable(LIMIT, EvictionPolicy.OLDEST, Long.MAX_VALUE, List.of());
        full = new ClockedTable(flows, EvictionPolicy.OLDEST, Long.MAX_VALUE, List.of());
        for (next = 0; next < 2 * flows; next += BURST) {
            for (int i = 0; i < BURST; i++) {
                roomy.key(i, Math.min(next + i, flows - 1));
                full.key(i, next + i);
            }
            roomy.touch(1);
            full.touch(1);
        }
    }

    @TearDown
    public void release() {
        roomy.close();
        full.close();
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long hit() {
        for (int i = 0; i < BURST; i++) {
            roomy.key(i, Math.unsignedMultiplyHigh(random.next(), flows));
        }
        return roomy.touch(1);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long evict() {
        for (int i = 0; i < BURST; i++) {
            full.key(i, next++);
        }
        return full.touch(1);
    }
}
