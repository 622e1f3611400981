package flowc.bench;

import flowc.runtime.table.EvictionPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds until all of a table's flows have ended that were idle since the same instant, as after a break in traffic. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
@State(Scope.Thread)
public class MassEndBenchmark {
    private static final int BURST = ClockedTable.BURST;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Param({"100000", "1000000", "10000000"})
    public long flows;

    private ClockedTable table;

    @Setup(Level.Invocation)
    public void fill() {
        table = new ClockedTable(16 << 20, EvictionPolicy.OLDEST, IDLE_NANOS, List.of());
        for (long flow = 0; flow < flows; flow += BURST) {
            for (int i = 0; i < BURST; i++) {
                table.key(i, Math.min(flow + i, flows - 1));
            }
            table.touch(0);
        }
    }

    @TearDown(Level.Invocation)
    public void release() {
        table.close();
    }

    @Benchmark
    public long endAll() {
        while (table.live() > 0) {
            table.pass(IDLE_NANOS + 1);
        }
        return table.seen();
    }
}
