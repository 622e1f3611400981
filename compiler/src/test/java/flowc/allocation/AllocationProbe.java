package flowc.allocation;

import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.bytecode.ProgramLoader;
import flowc.compiler.source.Source;
import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.RunSummary;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.pcap.CaptureFiles;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that prints, for a tracker and a capture, how many bytes on the heap a million packets take in each thread; its arguments are the number
 * of workers, then their files by turns.
 */
final class AllocationProbe {
    private static final long REPETITIONS = 1_000_000;

    /** Longer than any idle timeout but the hour of quic's servers, so that flows end and begin again and marks run. */
    private static final long PERIOD_NANOS = 400_000_000_000L;

    private AllocationProbe() {}

    public static void main(String[] args) throws Exception {
        final int workers = Integer.parseInt(args[0]);
        for (int i = 1; i < args.length; i += 2) {
            run(workers, Path.of(args[i]), packets(Path.of(args[i + 1])));
        }
    }

    /** Prints packets, records, and bytes by thread: with the first two the test sees that something happened. */
    private static void run(int workers, Path file, List<MemorySource.Packet> packets) throws Exception {
        final var compiled = Compiler.compile(new Source(file.toString(), Files.readString(file)), new Modules()).tracker().orElseThrow();
        final Tracker tracker = Tracker.of(compiled.descriptor(), ProgramLoader.load(compiled.descriptor().className(), compiled.classBytes()));
        try (CountedSource source = new CountedSource(MemorySource.repeating(packets, REPETITIONS, PERIOD_NANOS))) {
            final RunSummary summary = new Engine(tracker, EngineSettings.defaults(tracker).withWorkers(workers))
                    .run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
            System.out.println(summary.traffic().packets() + " " + summary.output().records() + " " + source.fewestBytes());
        }
    }

    private static List<MemorySource.Packet> packets(Path capture) throws Exception {
        final List<MemorySource.Packet> packets = new ArrayList<>();
        final PacketBurst burst = new PacketBurst();
        try (PacketSource source = CaptureFiles.open(List.of(capture))) {
            while (source.fill(burst)) {
                for (int i = 0; i < burst.count(); i++) {
                    packets.add(packet(burst.address() + i * PacketLayout.BYTES));
                }
            }
        }
        return packets;
    }

    private static MemorySource.Packet packet(long descriptor) {
        final long bytes = Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET);
        return new MemorySource.Packet(
                Memory.i64(descriptor + PacketLayout.TIME_OFFSET),
                (int) Memory.u32(descriptor + PacketLayout.LINK_TYPE_OFFSET),
                0,
                Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET),
                Memory.segment(Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET), bytes).toArray(ValueLayout.JAVA_BYTE));
    }
}
