package flowc.launch;

import flowc.runtime.packet.pcap.PcapWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Captures of packets a second apart whose first eight bytes are 1, 2, 3 … */
final class TestCaptures {
    private TestCaptures() {}

    static Path file(Path folder, String name, int packets) {
        final Path file = folder.resolve(name);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, packets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static byte[] bytes(int packets) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, packets);
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, int packets) {
        try (PcapWriter writer = new PcapWriter(out, 1)) {
            for (int i = 0; i < packets; i++) {
                writer.write(i * 1_000_000_000L, ByteBuffer.allocate(16).putLong(i + 1).array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
