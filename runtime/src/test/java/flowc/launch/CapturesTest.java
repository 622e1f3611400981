package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder behind {@code -r} stands for. */
class CapturesTest {
    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private void make(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<String> read() {
        return Captures.files(List.of(folder.toString()), warnings::add).stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void takesCapturesInCapitalsRotatedAndPackedWithGzip() throws IOException {
        final String[] captures = {"C.PCAP", "a.pcap", "b.pcap.gz", "d.pcap.1", "e.pcapng2", "f.pcap1.gz", "g.cap-20261123.gz", "h\nh.Ntar", "i.pcap.GZ"};
        make(captures);
        make("notes.txt", "pcap", "a.pcap.txt", "a.pcap.gz.part", "gz", "b.gz");
        Files.createDirectory(folder.resolve("sub.pcap"));
        assertEquals(Arrays.asList(captures), read());
        assertEquals(List.of(), warnings);
    }

    @Test
    void takesNumbersInNamesByValueAsRotationCounts() throws IOException {
        final String[] captures = {"a.pcap", "a.pcap0", "a.pcap02", "a.pcap2", "a.pcap10", "a.pcap99999999999999999998", "a.pcap99999999999999999999",
            "b-9-1.pcap", "b-10-0.pcap", "b-10-1.pcap", "b-10-1.pcap3"};
        make(captures);
        assertEquals(Arrays.asList(captures), read());
    }

    @Test
    void tellsOfCapturesThatArePackedOtherwise() throws IOException {
        make("a.pcap", "b.pcap.xz");
        assertEquals(List.of("a.pcap"), read());
        make("A.PCAP.1.ZST", "notes.xz");
        assertEquals(List.of("a.pcap"), read());
        assertEquals(List.of("folder '" + folder + "': 'b.pcap.xz' is not read: unpack it first, or pack with gzip",
                "folder '" + folder + "': 2 packed captures are not read, 'A.PCAP.1.ZST' among them: unpack them first, or pack with gzip"), warnings);
    }

    @Test
    void tellsOfANameThatDidNotArriveAsItWasGiven() {
        final String message = assertThrows(InvalidSetting.class, () -> Captures.files(List.of("p\ufffd.pcap"), warnings::add)).getMessage();
        assertTrue(message.contains("p\ufffd.pcap") && message.endsWith("so this is not the name as it was given: rename the file, or name its folder"), message);
        assertEquals("capture 'missing.pcap' does not exist", assertThrows(InvalidSetting.class, () -> Captures.files(List.of("missing.pcap"), warnings::add)).getMessage());
    }

    @Test
    void tellsOfPackedCapturesAlsoWhereThereIsNothingElse() throws IOException {
        make("b.pcap.zst");
        assertEquals("folder '" + folder + "' has no captures (*.pcap, *.pcapng, *.cap, also with .gz behind)", assertThrows(InvalidSetting.class, this::read).getMessage());
        assertEquals(1, warnings.size());
    }
}
