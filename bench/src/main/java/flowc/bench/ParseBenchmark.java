package flowc.bench;

import flowc.load.Traffic;
import flowc.runtime.Tracker;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.PacketBurst;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Nanoseconds to parse a packet of 64 bytes, make its keys and hash them, by bursts: the half of the work that any worker may do. */
public class ParseBenchmark extends PartBenchmark {
    private static final int FRAME_BYTES = 64;
    private static final long FRAMES = 1 << 20;
    private static final long FLOWS = 100_000;

    @Param({"noop", "stats", "quic"})
    public String tracker;

    private final PacketBurst burst = new PacketBurst();
    private OpenProgram program;
    private MemorySource source;
    private Region slots;

    @Setup
    public void open() throws IOException {
        final Tracker loaded = LoadedTracker.load(tracker);
        program = new OpenProgram(loaded);
        slots = Region.allocate(loaded.descriptor().slotsBytes(), "slots");
        source = MemorySource.fixedSize(Packets.frames(FLOWS, FRAMES, FRAME_BYTES), FRAME_BYTES, Traffic.LINK_TYPE, 250, 1L << 30);
    }

    @TearDown
    public void close() {
        source.close();
        slots.close();
        program.close();
    }

    @Benchmark
    @OperationsPerInvocation(PacketBurst.CAPACITY)
    public void prepareBurst() {
        source.fill(burst);
        program.prepare(burst, slots.address());
    }
}
