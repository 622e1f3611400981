package flowc.bench;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.pcap.CaptureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds to read a pcap file of 64 MiB in the page cache into bursts, opening it included. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
@State(Scope.Thread)
public class ScanBenchmark {
    @Param({"64", "mixed"})
    public String sizes;

    private final PacketBurst burst = new PacketBurst();
    private Path capture;

    @Setup
    public void write() throws IOException {
        capture = Files.createTempFile("flowc-scan", ".pcap");
        CaptureMaker.main(new String[] {capture.toString(), "64", "1000", sizes});
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(capture);
    }

    @Benchmark
    public long readFile() throws Exception {
        long packets = 0;
        try (PacketSource source = CaptureFiles.open(List.of(capture))) {
            while (source.fill(burst)) {
                packets += burst.count();
            }
        }
        return packets;
    }
}
