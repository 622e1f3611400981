package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.SeenPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All that came out of some capture files. */
record Reading(List<SeenPacket> packets, List<Damage> damages) {
    static Reading of(Path... files) {
        return of(InputStream.nullInputStream(), files);
    }

    static Reading of(InputStream standardInput, Path... files) {
        try (PacketSource source = CaptureFiles.open(List.of(files), standardInput)) {
            final List<SeenPacket> packets = SeenPacket.drain(source);
            return new Reading(packets, source.damages());
        } catch (UnreadableCapture e) {
            throw new AssertionError(e);
        }
    }

    /** Through a file of its own, which is deleted again. */
    static Reading of(byte[] file) {
        try {
            final Path path = Files.createTempFile("capture", ".bytes");
            try {
                Files.write(path, file);
                return of(path);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the standard input. */
    static Reading ofStandardInput(byte[] bytes) {
        return of(new ByteArrayInputStream(bytes), CaptureFiles.STANDARD_INPUT);
    }

    List<String> packetBytes() {
        return packets.stream().map(SeenPacket::bytes).toList();
    }

    List<Long> times() {
        return packets.stream().map(SeenPacket::time).toList();
    }

    /** The reason of the only damage, "none" when there is none. */
    String damage() {
        if (damages.size() > 1) {
            throw new AssertionError("more than one damage: " + damages);
        }
        return damages.isEmpty() ? "none" : damages.getFirst().reason();
    }
}
