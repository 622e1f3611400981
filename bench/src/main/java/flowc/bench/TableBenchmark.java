package flowc.bench;

import flowc.runtime.table.EvictionPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds to hash, look up and touch a row, by bursts, keys of 24 bytes as flow5 has them of IPv4: one that is there, and
 * one that is new to a table at its limit, so that another ends for it. {@code ExpiryBenchmark} has new rows where there is room.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
@State(Scope.Thread)
public class TableBenchmark {
    private static final int BURST = ClockedTable.BURST;
    private static final long LIMIT = 16 << 20;

    @Param({"1000", "100000", "1000000", "10000000"})
    public long flows;

    private final Packets random = new Packets();
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
