package flowc.bench;

import flowc.load.Traffic;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.PacketBurst;
import java.io.IOException;
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

/** Nanoseconds for a packet of 64 bytes in memory, one thread: the source's burst, parsing, the table, the handlers. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx1g"})
@State(Scope.Thread)
public class TrackerBenchmark {
    private static final int FRAME_BYTES = 64;
    private static final long NANOS_APART = 250;
    private static final long FRAMES = 1 << 22;
    private static final long ENDLESS = 1L << 30;

    /** A shipped tracker; "parse" has a table that no packet touches. */
    @Param({"parse", "noop", "stats"})
    public String tracker;

    @Param({"1000", "100000", "1000000"})
    public long flows;

    private final PacketBurst burst = new PacketBurst();
    private OpenProgram program;
    private MemorySource source;

    @Setup
    public void open() throws IOException {
        program = new OpenProgram(LoadedTracker.load(tracker));
        source = MemorySource.fixedSize(Packets.frames(flows, FRAMES, FRAME_BYTES), FRAME_BYTES, Traffic.LINK_TYPE, NANOS_APART, ENDLESS);
        // Every flow is in the table before anything is measured.
        for (long packets = 0; packets < 2 * FRAMES; packets += PacketBurst.CAPACITY) {
            handleBurst();
        }
    }

    @TearDown
    public void close() {
        source.close();
        program.close();
    }

    @Benchmark
    @OperationsPerInvocation(PacketBurst.CAPACITY)
    public void handleBurst() {
        source.fill(burst);
        program.handle(burst);
    }
}
