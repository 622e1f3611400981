package flowc.oracle;

import flowc.compiler.testing.SharedFolder;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.packet.pcap.UnreadableCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Real packets to begin from: those of the examples, and of the shared captures where they are. */
final class Captures {
    private Captures() {}

    static Path examples() {
        return flowc.architecture.Project.ROOT.resolve("examples");
    }

    /** The trackers that ship. */
    static List<Path> trackers() {
        return files(examples(), ".flow");
    }

    static List<Path> ofExamples() {
        return files(examples(), ".pcap");
    }

    /** Empty, said so, where there are none. */
    static List<Path> shared() {
        final Optional<Path> captures = SharedFolder.of("captures/truth.tsv");
        if (captures.isEmpty()) {
            System.out.println("shared captures not found, the examples' alone are used: set FLOWC_SHARED or keep them in ../shared");
        }
        return captures.stream().flatMap(folder -> Stream.of(".pcap", ".pcapng", ".cap").flatMap(suffix -> files(folder, suffix).stream())).sorted().toList();
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first packets of a file, at most {@code count}; none of a file that is no capture. */
    static List<MemorySource.Packet> packets(Path file, int count) {
        final List<MemorySource.Packet> packets = new ArrayList<>();
        final PacketBurst burst = new PacketBurst();
        try (var source = CaptureFiles.open(List.of(file))) {
            while (packets.size() < count && source.fill(burst)) {
                for (int i = 0; i < burst.count() && packets.size() < count; i++) {
                    packets.add(packet(burst.address() + (long) i * PacketLayout.BYTES));
                }
            }
        } catch (UnreadableCapture _) {
            return packets;
        }
        return packets;
    }

    private static MemorySource.Packet packet(long descriptor) {
        final int length = (int) Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET);
        final byte[] captured = length == 0 ? new byte[0]
                : Memory.segment(Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET), length).toArray(ValueLayout.JAVA_BYTE);
        return new MemorySource.Packet(Memory.i64(descriptor + PacketLayout.TIME_OFFSET), (int) Memory.u32(descriptor + PacketLayout.LINK_TYPE_OFFSET), 0,
                Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET), captured);
    }
}
