package flowc.runtime.packet.pcap;

import flowc.runtime.packet.MemorySource.Packet;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSourceContract;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesContractTest extends PacketSourceContract {
    @TempDir
    Path directory;

    @Override
    protected PacketSource source(List<Packet> packets) throws Exception {
        final Path file = Files.createTempFile(directory, "contract", ".pcap");
        write(file, packets);
        return CaptureFiles.open(List.of(file));
    }

    private static void write(Path file, List<Packet> packets) throws IOException {
        try (PcapWriter writer = new PcapWriter(new BufferedOutputStream(Files.newOutputStream(file)), 1)) {
            for (final Packet packet : packets) {
                writer.write(packet.time(), packet.captured(), packet.wireLength());
            }
        }
    }
}
