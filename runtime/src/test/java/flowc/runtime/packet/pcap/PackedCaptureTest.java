package flowc.runtime.packet.pcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.runtime.file.TemporaryFile;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.SeenPacket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCaptureTest {
    @TempDir
    Path directory;

    private static final byte[] PLAIN = plain(100, 50);
    private static final byte[] PACKED = gzip(PLAIN);

    @Test
    void readsGzipAsIfItWereUnpacked() {
        assertEquals(Reading.of(PLAIN), Reading.of(PACKED));
        assertEquals(100, Reading.of(PACKED).packets().size());
        final byte[] ng = PcapngBytes.little().enhanced(0, 1, (byte) 1).toBytes();
        assertEquals(Reading.of(ng), Reading.of(gzip(ng)));
    }

    @Test
    void readsGzipOfSeveralMembers() {
        final byte[] members = join(gzip(Arrays.copyOf(PLAIN, 1000)), gzip(Arrays.copyOfRange(PLAIN, 1000, PLAIN.length)));
        assertEquals(Reading.of(PLAIN), Reading.of(members));
    }

    @Test
    void tellsACaptureThatWasPackedByItselfAndJoinedBehindAnother() {
        final Reading joined = Reading.of(join(PACKED, PACKED));
        assertEquals(Reading.of(PLAIN).packets(), joined.packets());
        assertEquals(Joined.REASON, joined.damage());
        assertEquals(PLAIN.length, joined.damages().getFirst().offset());
        final Reading piped = Reading.ofStandardInput(join(PLAIN, PLAIN));
        assertEquals(joined.packets(), piped.packets());
        assertEquals(Joined.REASON, piped.damage());
    }

    @Test
    void tellsWhatFollowsTheLastMember() {
        final Reading whole = Reading.of(PACKED);
        for (int zeros : new int[] {1, 600}) {
            assertEquals(whole, Reading.of(join(PACKED, new byte[zeros])));
        }
        for (byte[] junk : new byte[][] {"x".getBytes(UTF_8), "not gzip, and longer than a header".getBytes(UTF_8), {0, 0, 1}, {0x1f, 1}}) {
            final Reading reading = Reading.of(join(PACKED, junk));
            assertEquals(whole.packets(), reading.packets());
            assertEquals("is corrupt gzip data: other bytes follow its end", reading.damage());
        }
        assertEquals("is cut short: the gzip data has no end", Reading.of(join(PACKED, new byte[] {0x1f, (byte) 0x8b, 8})).damage());
    }

    @Test
    void readsPastWhatAHeaderMayHold() {
        final byte[] whole = withAllInItsHeader(PACKED);
        assertEquals(Reading.of(PACKED), Reading.of(whole));
        whole[12] ^= 1;
        assertEquals("is corrupt gzip data: Corrupt GZIP header", Reading.of(whole).damage());
    }

    @Test
    void zerosBetweenMembersAreNoPartOfTheNextHeader() {
        final byte[] second = withAllInItsHeader(gzip(Arrays.copyOfRange(PLAIN, 1000, PLAIN.length)));
        assertEquals(Reading.of(PLAIN), Reading.of(join(join(gzip(Arrays.copyOf(PLAIN, 1000)), new byte[5]), second)));
    }

    @Test
    void closesWhatItUnpacksFrom() throws IOException {
        final AtomicBoolean closed = new AtomicBoolean();
        final InputStream packed = new ByteArrayInputStream(PACKED) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (Spool spool = Spool.ofGzip(packed, 1 << 20)) {
            assertNull(spool.fault());
            assertTrue(closed.get());
        }
    }

    private static byte[] withAllInItsHeader(byte[] plain) {
        final ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put(plain, 0, 3).put((byte) 0x1e).put(plain, 4, 6);
        header.putShort((short) 3).put(new byte[] {1, 0, 2}).put("name\0comment\0".getBytes(UTF_8));
        final CRC32 sum = new CRC32();
        sum.update(header.array(), 0, header.position());
        final byte[] data = Arrays.copyOfRange(plain, 10, plain.length);
        return join(join(Arrays.copyOf(header.array(), header.position()), new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)}), data);
    }

    @Test
    void readsTheStandardInputPlainAndPacked() {
        assertEquals(Reading.of(PLAIN), Reading.ofStandardInput(PLAIN));
        assertEquals(Reading.of(PLAIN), Reading.ofStandardInput(PACKED));
        assertEquals("is empty", Reading.ofStandardInput(new byte[0]).damage());
        assertEquals("standard input", Reading.ofStandardInput(new byte[0]).damages().getFirst().file());
    }

    @Test
    void readsANamedPipe() throws Exception {
        final Path pipe = directory.resolve("pipe");
        assumeTrue(canMakePipe(pipe), "SKIPPED: this machine has no mkfifo");
        Thread.ofVirtual().start(() -> write(pipe, PACKED));
        assertEquals(Reading.of(PLAIN), Reading.of(pipe));
    }

    private static boolean canMakePipe(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Path path, byte[] bytes) {
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void deliversWhatUnpacksOfAGzipFileThatIsCutAnywhere() {
        final List<SeenPacket> all = Reading.of(PLAIN).packets();
        int before = 0;
        for (int missing = PACKED.length - 2; missing > 0; missing -= missing > 60 && missing < PACKED.length - 40 ? 41 : 1) {
            final int length = PACKED.length - missing;
            // Four bytes decide what a file is.
            final Reading reading = Reading.of(Arrays.copyOf(PACKED, length));
            final String reason = length < 4 ? "is not a capture file (pcap or pcapng): it starts with 1f 8b" : "is cut short: the gzip data has no end";
            assertTrue(reading.damage().startsWith(reason), length + ": " + reading.damage());
            assertTrue(reading.packets().size() >= before, "more bytes, more packets");
            assertEquals(all.subList(0, reading.packets().size()), reading.packets());
            before = reading.packets().size();
        }
        assertEquals(100, before);
    }

    @Test
    void deliversWhatComesBeforeCorruptGzipData() {
        final byte[] plain = plain(2000, 100);
        final byte[] packed = gzip(plain);
        Arrays.fill(packed, packed.length / 2, packed.length / 2 + 50, (byte) 0xff);
        final Reading reading = Reading.of(packed);
        assertTrue(reading.damage().matches("(.*, and the file )?is (corrupt gzip data|cut short): .*"), reading.damage());
        assertTrue(reading.packets().size() > 500, "packets " + reading.packets().size());
    }

    @Test
    void saysThatTheChecksumIsWrongAndDeliversAll() {
        final byte[] packed = PACKED.clone();
        packed[packed.length - 6] ^= 1;
        assertEquals(100, Reading.of(packed).packets().size());
        assertEquals("is corrupt gzip data: Corrupt GZIP trailer", Reading.of(packed).damage());
    }

    @Test
    void refusesGzipWithinGzip() {
        assertEquals("holds gzip data within gzip data: unpack it once first", Reading.of(gzip(PACKED)).damage());
    }

    @Test
    void stopsUnpackingAtItsLimit() throws IOException {
        final byte[] large = gzip(PcapBytes.little().record(1, 0, new byte[50 << 20]).toBytes());
        try (Spool spool = Spool.ofGzip(new ByteArrayInputStream(large), 1 << 20)) {
            assertTrue(spool.channel().size() < 2 << 20, "size " + spool.channel().size());
            assertEquals("takes more than 1048576 bytes in the temporary directory, all that it may", spool.fault());
        }
    }

    @Test
    void blamesTheTemporaryDirectoryWhereItTakesNoFile() {
        final Path none = directory.resolve("none");
        final var fault = assertThrows(IOException.class, () -> TemporaryFile.in(none, 1 << 20));
        assertEquals("needs a temporary copy, and there can be no file in '" + none + "': no such file or folder", CaptureFiles.openingFault(fault));
    }

    @Test
    void copiesOnlyTheBeginningOfWhatIsNoCapture() throws IOException {
        try (Spool spool = Spool.of(new SequenceInputStream(new ByteArrayInputStream(new byte[StreamBuffer.BYTES]), new ByteArrayInputStream(new byte[1])), 1 << 20);
                Spool one = Spool.of(new ByteArrayInputStream(new byte[1]), 1 << 20)) {
            assertEquals(StreamBuffer.BYTES, spool.channel().size(), "the byte behind may be one of many, or of none that comes soon");
            assertEquals(1, one.channel().size());
        }
    }

    @Test
    void unpacksOnlyWhenTheTurnOfAFileComesAndLeavesNoFileBehind() throws Exception {
        final List<Path> before = spools();
        final Path plain = Files.write(directory.resolve("plain"), PLAIN);
        final Path packed = Files.write(directory.resolve("packed"), PACKED);
        try (PacketSource source = CaptureFiles.open(List.of(plain, packed))) {
            assertEquals(PLAIN.length + PACKED.length, source.bytesTotal());
            assertTrue(source.fill(new PacketBurst()));
            // What is written now must be what is read later.
            Files.write(packed, gzip(PcapBytes.little().record(9, 0).toBytes()));
            assertEquals(9_000_000_000L, SeenPacket.drain(source).getLast().time());
            assertTrue(source.bytesRead() >= PLAIN.length + 30, "read " + source.bytesRead());
        }
        assertTrue(before.containsAll(spools()), "left behind: " + spools());
    }

    private static List<Path> spools() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.toString().endsWith(".spool")).toList();
        }
    }

    private static byte[] plain(int packets, int length) {
        final Random random = new Random(1);
        final PcapBytes bytes = PcapBytes.little();
        for (int i = 0; i < packets; i++) {
            final byte[] packet = new byte[length];
            random.nextBytes(packet);
            bytes.record(i, TimeUnit.MILLISECONDS.toMicros(i % 1000), packet);
        }
        return bytes.toBytes();
    }

    private static byte[] gzip(byte[] bytes) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] left, byte[] right) {
        final byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }
}
