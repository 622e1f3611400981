package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.SeenPacket;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFilesTest {
    @TempDir
    Path directory;

    @Test
    void readsFilesOfAllKindsInTheirOrderAndNumbersInterfacesOverThem() throws Exception {
        final Path first = file("z", PcapBytes.little().record(1, 0, (byte) 1).toBytes());
        final Path second = file("m", PcapngBytes.little().iface(7, 0).enhanced(1, 2_000_000, (byte) 2).toBytes());
        final Path third = file("a", new PcapBytes(ByteOrder.BIG_ENDIAN, PcapBytes.NANOS).header(2, 4, 0, 101).record(0, 3, (byte) 3).toBytes());
        assertEquals(
                new Reading(
                        List.of(
                                new SeenPacket(1_000_000_000, 1, 0, 1, "01"),
                                new SeenPacket(2_000_000_000, 7, 2, 1, "02"),
                                new SeenPacket(3, 101, 3, 1, "03")),
                        List.of()),
                Reading.of(first, second, third));
    }

    @Test
    void goesOnWithTheNextFileAfterADamagedOne() throws Exception {
        final byte[] whole = PcapBytes.little().record(1, 0, (byte) 1).toBytes();
        final Path cut = file("cut", Arrays.copyOf(PcapBytes.little().record(1, 0, (byte) 7).record(1, 0, (byte) 8).toBytes(), 24 + 17 + 3));
        final Path text = file("text", "hello".getBytes());
        final Path empty = file("empty", new byte[0]);
        final Path good = file("good", whole);
        final Reading reading = Reading.of(cut, text, empty, good);
        assertEquals(List.of("07", "01"), reading.packetBytes());
        assertEquals(
                List.of(
                        new Damage(cut.toString(), 41, "a record header has 16 bytes, but only 3 are left"),
                        new Damage(text.toString(), 0, "is not a capture file (pcap or pcapng): it starts with 68 65 6c 6c"),
                        new Damage(empty.toString(), 0, "is empty")),
                reading.damages());
    }

    @Test
    void saysHowToUnpackWhatItDoesNot() {
        assertEquals("is packed with zstd: unpack it first (zstd -d)", Reading.of(HexFormat.of().parseHex("28b52ffd00")).damage());
        assertEquals("is packed with xz: unpack it first (xz -d)", Reading.of(HexFormat.of().parseHex("fd377a585a00")).damage());
        assertEquals("is packed with bzip2: unpack it first (bzip2 -d)", Reading.of("BZh9".getBytes()).damage());
        assertEquals("is packed with lz4: unpack it first (lz4 -d)", Reading.of(HexFormat.of().parseHex("04224d1800")).damage());
        assertEquals("is not a capture file (pcap or pcapng): it starts with 0a 0d", Reading.of(HexFormat.of().parseHex("0a0d")).damage());
    }

    @Test
    void namesAFileThatCannotBeReadBeforeReadingAny() throws Exception {
        final Path good = file("good", PcapBytes.little().toBytes());
        final Path missing = directory.resolve("missing");
        assertUnreadable(missing, "does not exist", good, missing);
        assertUnreadable(directory, "is a directory, not a capture file", good, directory);
        assertUnreadable(CaptureFiles.STANDARD_INPUT, "the standard input can be read only once", CaptureFiles.STANDARD_INPUT, CaptureFiles.STANDARD_INPUT);
    }

    @Test
    void namesAFileThatMayNotBeRead() throws Exception {
        final Path secret = file("secret", PcapBytes.little().toBytes());
        secret.toFile().setReadable(false);
        assumeFalse(Files.isReadable(secret), "SKIPPED: this user may read every file");
        assertUnreadable(secret, "may not be read: no permission", secret);
    }

    private static void assertUnreadable(Path named, String reason, Path... files) {
        final UnreadableCapture unreadable = assertThrows(UnreadableCapture.class, () -> CaptureFiles.open(List.of(files)).close());
        assertEquals(named, unreadable.path());
        assertEquals(reason, unreadable.reason());
        assertEquals(named + ": " + reason, unreadable.getMessage());
    }

    @Test
    void reportsAFileThatVanishedBeforeItsTurn() throws Exception {
        final Path first = file("first", PcapBytes.little().record(1, 0, (byte) 1).toBytes());
        final Path second = file("second", PcapBytes.little().record(1, 0, (byte) 2).toBytes());
        try (PacketSource source = CaptureFiles.open(List.of(first, second))) {
            Files.delete(second);
            assertEquals(1, SeenPacket.drain(source).size());
            assertEquals(List.of(new Damage(second.toString(), 0, "does not exist any more")), source.damages());
        }
    }

    @Test
    void opensNoMoreWhenItIsToldSo() throws Exception {
        final Path file = file("small", PcapBytes.little().record(1, 0, (byte) 1).record(2, 0, (byte) 2).toBytes());
        try (CaptureFiles source = CaptureFiles.open(List.of(file, file))) {
            assertTrue(source.fill(new PacketBurst()));
            source.openNoMore();
            assertFalse(source.fill(new PacketBurst()), "the second");
            assertEquals(List.of(), source.damages());
        }
    }

    @Test
    void endsABurstWithItsFileSoThatItsPacketsStayReadable() throws Exception {
        final Path file = file("small", PcapBytes.little().record(1, 0, (byte) 1).toBytes());
        try (PacketSource source = CaptureFiles.open(List.of(file, file))) {
            final PacketBurst burst = new PacketBurst();
            assertTrue(source.fill(burst));
            assertEquals(1, burst.count());
            assertEquals("01", SeenPacket.of(burst).getFirst().bytes());
            assertTrue(source.fill(burst));
            assertFalse(source.fill(burst));
        }
    }

    @Test
    void keepsAFileMappedUntilItsLastBurstIsReleased() throws Exception {
        final Path file = file("small", PcapBytes.little().record(1, 0, (byte) 1).toBytes());
        try (PacketSource source = CaptureFiles.open(List.of(file, file))) {
            source.retain();
            final PacketBurst first = new PacketBurst();
            final PacketBurst second = new PacketBurst();
            assertTrue(source.fill(first) && source.fill(second));
            assertFalse(source.fill(new PacketBurst()));
            assertEquals("01", SeenPacket.of(first).getFirst().bytes());
            source.release(1);
            assertThrows(IndexOutOfBoundsException.class, () -> SeenPacket.of(first));
            assertEquals("01", SeenPacket.of(second).getFirst().bytes());
        }
    }

    @Test
    void countsEveryFileAsReadWhenItIsThrough() throws Exception {
        final byte[] bytes = PcapBytes.little().record(1, 0, new byte[100]).toBytes();
        final Path whole = file("whole", bytes);
        final Path junk = file("junk", new byte[1000]);
        try (PacketSource source = CaptureFiles.open(List.of(junk, whole))) {
            assertEquals(1000 + bytes.length, source.bytesTotal());
            SeenPacket.drain(source);
            assertEquals(1000 + bytes.length, source.bytesRead());
        }
    }

    @Test
    void stopsWhereAFileWasCutWhileItWasRead() throws Exception {
        final PcapBytes bytes = PcapBytes.little();
        for (int i = 0; i < 1000; i++) {
            bytes.record(i, 0, new byte[1000]);
        }
        final Path file = file("shrinking", bytes.toBytes());
        try (PacketSource source = CaptureFiles.open(List.of(file))) {
            final PacketBurst burst = new PacketBurst();
            assertTrue(source.fill(burst));
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(10);
            }
            assertFalse(source.fill(burst));
            assertEquals("became shorter while it was read", source.damages().getFirst().reason());
        }
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }
}
