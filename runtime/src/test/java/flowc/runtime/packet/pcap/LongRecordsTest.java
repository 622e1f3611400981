package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.SeenPacket;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that say that they are long: which are read, and that none makes a stream take more memory than is counted. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongRecordsTest {
    private static final int MOST = (int) Framing.MOST_RECORD_BYTES;
    private static final int LONG_BLOCK_BYTES = 3 * (int) StreamWindow.WINDOW_BYTES;
    private static final byte[] BEFORE = PcapngBytes.little().enhanced(0, 1, (byte) 1).toBytes();

    @TempDir
    private Path folder;

    private static byte[] words(int... words) {
        final ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(words).forEach(bytes::putInt);
        return bytes.array();
    }

    private static byte[] join(byte[]... parts) {
        final ByteBuffer bytes = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(bytes::put);
        return bytes.array();
    }

    private static byte[] pcapRecord(int length) {
        return join(new PcapBytes(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROS).header(2, 4, -1, 1).toBytes(), words(1, 1, length, length));
    }

    static Stream<List<Object>> tooLong() {
        final String block = " bytes, more than the general limit of 16777216";
        return Stream.of(
                List.of(pcapRecord(MOST + 1), 24L, "a record says 16777217 captured bytes, more than the general limit of 16777216"),
                List.of(pcapRecord(-16), 24L, "a record says 4294967280 captured bytes, more than the general limit of 16777216"),
                List.of(join(BEFORE, words(6, MOST + 4, 0)), (long) BEFORE.length, "a block of type 6 says 16777220" + block),
                List.of(join(BEFORE, words(3, 1 << 31, 0)), (long) BEFORE.length, "a block of type 3 says 2147483648" + block),
                List.of(join(BEFORE, words(1, 1 << 30, 0)), (long) BEFORE.length, "a block of type 1 says 1073741824" + block),
                List.of(words(0x0a0d0d0a, -16, 0x1a2b3c4d, 1, -1, -1), 0L, "a block of type 168627466 says 4294967280" + block));
    }

    /** No bytes are waited for that would be refused when they are there. */
    @ParameterizedTest
    @MethodSource("tooLong")
    void areRefusedAtOnceWhateverTheyComeFrom(List<Object> row) throws Exception {
        final byte[] bytes = (byte[]) row.get(0);
        final List<Object> expected = row.subList(1, 3);
        try (PipedOutputStream pipe = new PipedOutputStream(); PacketSource source = CaptureFiles.open(List.of(CaptureFiles.STANDARD_INPUT), new PipedInputStream(pipe, 1 << 16))) {
            pipe.write(bytes);
            pipe.flush();
            SeenPacket.drain(source);
            assertEquals(List.of(expected), facts(source.damages()));
        }
        assertEquals(List.of(expected), facts(Reading.of(bytes).damages()));
        final Path packed = folder.resolve("packed");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(bytes);
        }
        assertEquals(List.of(expected), facts(Reading.of(packed).damages()));
    }

    private static List<List<Object>> facts(List<Damage> damages) {
        return damages.stream().map(damage -> List.<Object>of(damage.offset(), damage.reason())).toList();
    }

    @Test
    void aPacketOfTheGreatestLengthIsRead() throws Exception {
        final InputStream stream = new SequenceInputStream(new ByteArrayInputStream(pcapRecord(MOST)), new Zeros(MOST));
        try (PacketSource source = CaptureFiles.open(List.of(CaptureFiles.STANDARD_INPUT), stream)) {
            final PacketBurst burst = new PacketBurst();
            while (source.fill(burst) && burst.count() == 0) {
                assertEquals(List.of(), source.damages());
            }
            assertEquals(1, burst.count());
            assertEquals(MOST, flowc.runtime.memory.Memory.u32(burst.address() + PacketLayout.CAPTURE_LENGTH_OFFSET));
        }
    }

    @Test
    void aBlockWithoutAPacketPassesWithoutBeingHeld() throws Exception {
        final Zeros body = new Zeros(LONG_BLOCK_BYTES - 12);
        final byte[] behind = Arrays.copyOfRange(BEFORE, PcapngBytes.little().toBytes().length, BEFORE.length);
        try (PacketSource source = source(body, join(words(LONG_BLOCK_BYTES), behind))) {
            source.retain();
            final PacketBurst burst = new PacketBurst();
            final List<Integer> counts = new ArrayList<>();
            for (int empty = 0; empty < 200; empty += burst.count() == 0 ? 1 : 0) {
                assertTrue(source.fill(burst));
                counts.add(burst.count());
            }
            assertEquals(1, counts.stream().mapToInt(Integer::intValue).sum());
            assertTrue(body.given <= StreamWindow.WINDOW_BYTES + StreamBuffer.BYTES, "of a block whose packets before nobody released came " + body.given);
            long bursts = counts.size();
            int packets = 0;
            for (source.release(bursts); source.fill(burst); source.release(++bursts)) {
                packets += burst.count();
            }
            assertEquals(1, packets);
            assertEquals(List.of(), source.damages());
        }
    }

    @Test
    void whatIsWrongWithABlockThatPassesIsSaidAsOfAFile() throws Exception {
        assertEquals(List.of(List.of((long) BEFORE.length, "a block says " + LONG_BLOCK_BYTES + " bytes at its start, but 0 at its end")), drain(new Zeros(LONG_BLOCK_BYTES)));
        assertEquals(List.of(List.of((long) BEFORE.length, "a block says " + LONG_BLOCK_BYTES + " bytes, but only " + (LONG_BLOCK_BYTES - 10) + " are left")), drain(new Zeros(LONG_BLOCK_BYTES - 18)));
    }

    private static List<List<Object>> drain(Zeros body) throws Exception {
        try (PacketSource source = source(body, new byte[0])) {
            assertEquals(1, SeenPacket.drain(source).size());
            return facts(source.damages());
        }
    }

    private static PacketSource source(Zeros body, byte[] behind) throws UnreadableCapture {
        final List<InputStream> parts = List.of(new ByteArrayInputStream(join(BEFORE, words(0xbad, LONG_BLOCK_BYTES))), body, new ByteArrayInputStream(behind));
        return CaptureFiles.open(List.of(CaptureFiles.STANDARD_INPUT), new SequenceInputStream(Collections.enumeration(parts)));
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {
        private final long length;
        private volatile long given;

        Zeros(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return given == length ? -1 : (int) (0 * ++given);
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            final int got = (int) Math.min(count, length - given);
            Arrays.fill(buffer, offset, offset + got, (byte) 0);
            given += got;
            return got == 0 ? -1 : got;
        }
    }
}
