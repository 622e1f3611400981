package flowc.launch;

import com.sun.management.ThreadMXBean;
import flowc.runtime.CountingProgram;
import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.MemorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/** Prints how many bytes a run allocates on its thread for a million more packets, without the checks that would allocate themselves. */
final class AllocationMain {
    private static final int FLOWS = 500;

    private AllocationMain() {}

    public static void main(String[] args) throws IOException {
        allocated(1_000); // loads classes
        final long few = allocated(1_000);
        final long many = allocated(1_001_000);
        System.out.println(many - few);
    }

    private static long allocated(int packets) throws IOException {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final List<MemorySource.Packet> flows = LongStream.range(0, FLOWS).mapToObj(id -> new MemorySource.Packet(id, 1, 0, 64, ByteBuffer.allocate(64).putLong(id + 1).array())).toList();
        final Tracker tracker = CountingProgram.tracker();
        final long before;
        try (MemorySource source = MemorySource.repeating(flows, packets / FLOWS, 40_000_000_000L)) {
            before = threads.getCurrentThreadAllocatedBytes();
            // Each repetition ends all flows of the one before, so every packet makes and ends a flow and writes a record.
            new Engine(tracker, EngineSettings.defaults(tracker)).run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
