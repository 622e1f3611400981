package flowc.bench;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.table.Alarm;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.HashFlowTable;
import flowc.runtime.table.RowListener;
import flowc.runtime.table.TableSettings;
import flowc.runtime.table.TouchLayout;
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

/** Nanoseconds to hash and touch a row that is there, keys of 48 bytes as flow5 has them, by bursts. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
@State(Scope.Thread)
public class TableBenchmark implements RowListener {
    private static final int BURST = 64;
    private static final int KEY_BYTES = 48;
    private static final long STRIDE = TouchLayout.KEY_OFFSET + KEY_BYTES;
    private static final long LIMIT = 4 << 20;

    @Param({"1000", "100000", "1000000"})
    public long flows;

    private final Packets random = new Packets();
    private Region touches;
    private HashFlowTable table;
    private long time;

    @Setup
    public void fill() {
        touches = Region.allocate(BURST * STRIDE, "a burst");
        table = new HashFlowTable(new TableSettings("flow", KEY_BYTES, 0, 0, 0, 0, LIMIT, EvictionPolicy.OLDEST, 1), this, new Alarm());
        for (long flow = 0; flow < flows; flow += BURST) {
            for (int i = 0; i < BURST; i++) {
                key(i, Math.min(flow + i, flows - 1));
            }
            touch();
        }
    }

    private void key(int index, long flow) {
        final long touch = touches.address() + index * STRIDE;
        Memory.putI64(touch + TouchLayout.VALID_OFFSET, 1);
        Memory.putI64(touch + TouchLayout.KEY_OFFSET, flow);
    }

    private long touch() {
        long rows = 0;
        table.prepare(touches.address(), STRIDE, BURST);
        for (int i = 0; i < BURST; i++) {
            final long touch = touches.address() + i * STRIDE;
            rows += table.touch(touch + TouchLayout.KEY_OFFSET, Memory.i64(touch + TouchLayout.HASH_OFFSET), 0, time++);
        }
        return rows;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public long touchBurst() {
        for (int i = 0; i < BURST; i++) {
            key(i, Math.unsignedMultiplyHigh(random.next(), flows));
        }
        return touch();
    }

    @TearDown
    public void release() {
        table.close();
        touches.close();
    }

    @Override
    public void onEnd(long row, long endTime, long reason) {}

    @Override
    public long rank(long row) {
        return 0;
    }
}
