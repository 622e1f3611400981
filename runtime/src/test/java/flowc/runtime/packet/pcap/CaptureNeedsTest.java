package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.packet.PacketSource.Need;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading is counted with before it begins, by kind of input. */
class CaptureNeedsTest {
    private static final Need STREAM = new Need("reading of packed captures or pipes", 72L << 20);

    @TempDir
    private Path folder;

    private Path plain(String name, int bytes) throws IOException {
        return Files.write(folder.resolve(name), new byte[bytes]);
    }

    private Path packed() throws IOException {
        final Path file = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[100]);
        }
        return file;
    }

    private static List<Need> needs(Path... files) throws UnreadableCapture {
        try (CaptureFiles source = CaptureFiles.open(List.of(files), InputStream.nullInputStream())) {
            return source.needs();
        }
    }

    @Test
    void mappedFilesNeedTheirSize() throws Exception {
        assertEquals(List.of(new Need("reading of mapped captures", 3000)), needs(plain("a", 1000), plain("b", 2000)));
        assertEquals(List.of(), needs(plain("c", 0)));
    }

    @Test
    void packedFilesAndPipesNeedOneWindowWhateverTheirNumber() throws Exception {
        assertEquals(List.of(STREAM), needs(CaptureFiles.STANDARD_INPUT));
        assertEquals(List.of(STREAM), needs(packed(), packed(), CaptureFiles.STANDARD_INPUT));
        assertEquals(List.of(new Need("reading of mapped captures", 1), STREAM), needs(plain("a", 1), packed()));
    }
}
