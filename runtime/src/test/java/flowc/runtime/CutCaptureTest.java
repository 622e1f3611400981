package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.export.OutputOptions;
import flowc.runtime.RunSummary.CounterSummary;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody cuts a capture file while workers read its packets: the run ends well, with what came before. */
class CutCaptureTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_122);
    private static final int PLACES = 12_000;
    private static final int PACKET_BYTES = 496;
    /** Less than a key. */
    private static final int SHORT_BYTES = 4;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int PAGE = 4096;
    private static final int ROUNDS = 12;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Timeout(60)
    void aFileThatIsCutWhileItIsReadEndsTheRunInOneDamage(int workers) throws Exception {
        System.out.println("CutCaptureTest: seed " + SEED);
        final Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            final Path file = directory.resolve("cut" + round);
            final int packets = write(file, random);
            // What is left is behind reading, at it, or in front of it.
            final int cutAt = 1 + random.nextInt(PLACES / PacketBurst.CAPACITY - 1);
            final long left = random.nextInt(4) == 0 ? 0 : (long) random.nextInt(PLACES * PACKET_BYTES / PAGE - 1) * PAGE;
            final RunSummary summary = run(file, workers, cutAt, left);
            final String what = "round " + round + ": " + summary;
            assertEquals(1, summary.traffic().damages().size(), what);
            assertEquals("became shorter while it was read", summary.traffic().damages().getFirst().reason(), what);
            assertTrue(summary.traffic().packets() < packets, what);
            assertCounts(summary, workers, what);
            assertEquals(0, summary.tables().getFirst().live(), what);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Timeout(60)
    void tellsWhichFileWasCutAndWhichAreNotReadTherefore(int workers) throws Exception {
        final Random random = new Random(SEED);
        final List<Path> files = List.of(directory.resolve("first"), directory.resolve("cut"), directory.resolve("behind"), directory.resolve("last"));
        for (Path file : files) {
            write(file, random);
        }
        final int[] fills = {0};
        final int cutAt = 300;
        try (PacketSource packets = CaptureFiles.open(files); PacketSource source = new Measured(packets, () -> { }, () -> {
            // Its packets are about to be handled.
            if (++fills[0] == cutAt) {
                cut(files.get(1), 0);
            }
        })) {
            final List<PacketSource.Damage> damages = run(source, workers).traffic().damages();
            assertEquals(List.of(files.get(1) + " became shorter while it was read", files.get(2) + " was not read, or not to its end: a capture before it became shorter",
                    files.get(3) + " was not read, or not to its end: a capture before it became shorter"), damages.stream().map(damage -> damage.file() + " " + damage.reason()).toList());
        }
    }

    /** Every packet was handled or was too short to be, and none counts that was only read ahead. */
    private static void assertCounts(RunSummary summary, int workers, String what) {
        final long handled = summary.packetsByWorker().stream().mapToLong(Long::longValue).sum();
        if (workers == 1) {
            // What the worker was given.
            assertEquals(summary.traffic().packets(), handled, what);
            return;
        }
        final long unparsed = summary.counters(CounterKind.UNPARSED).stream().mapToLong(CounterSummary::value).sum();
        assertEquals(summary.traffic().packets(), handled + unparsed, what);
        // The cut may come between a short packet and the one that fills up its place.
        final long longBytes = handled * PACKET_BYTES - unparsed * (SHORT_BYTES + RECORD_HEADER_BYTES) + unparsed * SHORT_BYTES;
        assertTrue(summary.traffic().captureBytes() == longBytes || summary.traffic().captureBytes() == longBytes + SHORT_BYTES + RECORD_HEADER_BYTES, what);
    }

    private static RunSummary run(Path file, int workers, int cutAt, long left) throws Exception {
        final int[] fills = {0};
        try (PacketSource packets = CaptureFiles.open(List.of(file)); PacketSource source = new Measured(packets, () -> {
            if (++fills[0] == cutAt) {
                cut(file, left);
            }
        })) {
            return run(source, workers);
        }
    }

    private static RunSummary run(PacketSource source, int workers) throws IOException {
        final Tracker tracker = CountingProgram.tracker();
        final List<ParamValue> params = tracker.descriptor().params().stream()
                .map(param -> ParamValue.parse(param, param.name().equals("limit") ? "65536" : param.text())).toList();
        return new Engine(tracker, new EngineSettings(params, EngineSettings.FILE_HASH_SEED).withWorkers(workers))
                .run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
    }

    private static void cut(Path file, long bytes) {
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Little-endian pcap; records of 512 bytes, whose first eight bytes are never cut apart. In a tenth of the places there are two, a short one and the rest. Gives how many there are. */
    private static int write(Path file, Random random) throws IOException {
        int packets = PLACES;
        final ByteBuffer bytes = ByteBuffer.allocate(24 + PLACES * (16 + PACKET_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535).putInt(1);
        for (int i = 0; i < PLACES; i++) {
            final int rest = random.nextInt(10) == 0 ? PACKET_BYTES - SHORT_BYTES - RECORD_HEADER_BYTES : PACKET_BYTES;
            if (rest < PACKET_BYTES) {
                header(bytes, i, SHORT_BYTES).putInt(0);
                packets++;
            }
            header(bytes, i, rest).putLong(random.nextInt(1_000)).position(bytes.position() + rest - Long.BYTES);
        }
        Files.write(file, bytes.array());
        return packets;
    }

    private static ByteBuffer header(ByteBuffer bytes, int packet, int length) {
        return bytes.putInt(1 + packet / 100).putInt(packet % 100).putInt(length).putInt(length);
    }
}
