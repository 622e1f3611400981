package flowc.bench;

import flowc.bench.filters.FilterTrace;
import flowc.filter.FilterSyntaxException;
import flowc.filter.PacketFilter;
import flowc.filter.spec.LinkType;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.FilterProgram;
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

/** A packet filter: ns per packet of a hot mixed trace by bursts, and the time to compile one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class FilterBenchmark {
    private static final int PACKETS = 4_096;

    @Param({"tcp port 80", "host 10.0.0.1 and udp", "src net 10.0.0.0/8 and not port 22", "portrange 0-6000", "host 178.79.150.233"})
    private String filter;

    private FilterTrace trace;
    private FilterProgram program;

    @Setup
    public void compileOnce() throws FilterSyntaxException {
        trace = new FilterTrace(PACKETS);
        program = compile().program();
    }

    @TearDown
    public void close() {
        trace.close();
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long select() {
        long matches = 0;
        for (int i = 0; i < PACKETS; i += FilterProgram.MAX_PACKETS) {
            matches += Long.bitCount(program.select(trace.descriptors() + i * PacketLayout.BYTES, FilterProgram.MAX_PACKETS));
        }
        return matches;
    }

    @Benchmark
    public PacketFilter compile() throws FilterSyntaxException {
        return PacketFilter.compile(filter, LinkType.EN10MB);
    }
}
