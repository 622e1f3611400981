package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.SeenPacket;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamedCaptureTest {
    private static final int LARGE_RECORD_BYTES = 200_000;

    private static PacketSource source(InputStream stream) throws UnreadableCapture {
        return CaptureFiles.open(List.of(CaptureFiles.STANDARD_INPUT), stream);
    }

    @Test
    void handsOutPacketsWhileTheirPipeStaysOpen() throws Exception {
        final byte[] bytes = PcapBytes.little().record(1, 0, (byte) 1).record(2, 0, (byte) 2).toBytes();
        try (PipedOutputStream pipe = new PipedOutputStream(); PacketSource source = source(new PipedInputStream(pipe, 1 << 16))) {
            pipe.write(bytes, 0, bytes.length - 1);
            pipe.flush();
            assertEquals(List.of("01"), next(source).stream().map(SeenPacket::bytes).toList());
            final PacketBurst none = new PacketBurst();
            assertTrue(source.fill(none), "the end has not come");
            assertEquals(0, none.count());
            pipe.write(bytes, bytes.length - 1, 1);
            pipe.close();
            assertEquals(List.of("02"), next(source).stream().map(SeenPacket::bytes).toList());
            assertEquals(List.of(), next(source));
            assertEquals(List.of(), source.damages());
        }
    }

    /** The next burst with packets in it; none at the end. */
    private static List<SeenPacket> next(PacketSource source) {
        final PacketBurst burst = new PacketBurst();
        while (source.fill(burst)) {
            if (burst.count() > 0) {
                return SeenPacket.of(burst);
            }
        }
        return List.of();
    }

    @Test
    void saysThatTheLastRecordIsCutOnlyWhenTheStreamEnds() throws Exception {
        final byte[] bytes = PcapBytes.little().record(1, 0, (byte) 1).record(2, 0, (byte) 2).toBytes();
        try (PipedOutputStream pipe = new PipedOutputStream(); PacketSource source = source(new PipedInputStream(pipe, 1 << 16))) {
            pipe.write(bytes, 0, bytes.length - 1);
            pipe.flush();
            assertEquals(1, next(source).size());
            assertEquals(List.of(), source.damages());
            pipe.close();
            assertEquals(List.of(), next(source));
            assertEquals(List.of(new Damage("standard input", 41, "a record says 1 captured bytes, but only 0 are left")), source.damages());
        }
    }

    @Test
    void saysSoWhenWhatReadsTheStreamFailsInAWayThatNobodyExpects() throws Exception {
        final byte[] bytes = PcapBytes.little().record(1, 0, (byte) 1).toBytes();
        final InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("a reader's mistake");
            }
        };
        try (PacketSource source = source(new SequenceInputStream(new ByteArrayInputStream(bytes), failing))) {
            assertEquals(1, next(source).size());
            assertEquals(List.of(), next(source));
            assertEquals(List.of(new Damage("standard input", 41, "cannot be read on: java.lang.IllegalStateException: a reader's mistake")), source.damages());
        }
    }

    @Test
    void readsTheSameInPiecesOfAnySize() {
        final long seed = Long.getLong("flowc.seed", 20261122);
        final Random random = new Random(seed);
        final PcapBytes pcap = PcapBytes.little();
        final PcapngBytes ng = PcapngBytes.little().iface(1, 0);
        for (int i = 0; i < 300; i++) {
            final byte[] data = new byte[random.nextInt(100)];
            random.nextBytes(data);
            pcap.record(i, 0, data);
            ng.enhanced(0, i, data);
            if (i % 40 == 7) {
                ng.block(0xbad, new byte[random.nextInt(2000) * 4]);
            }
        }
        final byte[] right = ng.toBytes();
        final byte[] wrong = ng.rawBlock(0xbad, 8_012, 8_016, new byte[8_000]).enhanced(0, 1).toBytes();
        for (final byte[] bytes : List.of(pcap.toBytes(), right, wrong)) {
            for (int run = 0; run < 20; run++) {
                final int length = bytes.length - random.nextInt(run == 0 ? 1 : 200);
                final byte[] part = java.util.Arrays.copyOf(bytes, length);
                final Reading expected = Reading.of(part);
                final Reading streamed = Reading.of(new Pieces(part, random.nextInt(1, 2000), random.nextLong()), CaptureFiles.STANDARD_INPUT);
                assertEquals(expected.packets(), streamed.packets(), "seed " + seed + " run " + run);
                assertEquals(expected.damages().stream().map(damage -> damage.offset() + damage.reason()).toList(),
                        streamed.damages().stream().map(damage -> damage.offset() + damage.reason()).toList(), "seed " + seed + " run " + run);
            }
        }
    }

    /** Gives pieces of random lengths, some of them late. */
    private static final class Pieces extends InputStream {
        private final ByteBuffer left;
        private final int most;
        private final Random random;

        Pieces(byte[] bytes, int most, long seed) {
            this.left = ByteBuffer.wrap(bytes);
            this.most = most;
            this.random = new Random(seed);
        }

        @Override
        public int read() {
            return left.hasRemaining() ? left.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (!left.hasRemaining()) {
                return -1;
            }
            if (random.nextInt(20) == 0) {
                Thread.yield();
            }
            final int got = Math.min(Math.min(length, random.nextInt(1, most + 1)), left.remaining());
            left.get(buffer, offset, got);
            return got;
        }
    }

    @Test
    void staysAWindowAheadOfWhatWasReleasedAndKeepsWhatWasNot() throws Exception {
        final int records = (int) (3 * StreamWindow.WINDOW_BYTES / LARGE_RECORD_BYTES);
        final long before = Region.bytesTaken();
        try (PacketSource source = source(new Records(records))) {
            source.retain();
            final List<Long> packets = new ArrayList<>();
            PacketBurst burst = new PacketBurst();
            int empty = 0;
            while (empty < 100) {
                assertTrue(source.fill(burst));
                assertEquals(before + StreamWindow.WINDOW_BYTES, Region.bytesTaken());
                empty = burst.count() == 0 ? empty + 1 : 0;
                add(packets, burst);
            }
            assertTrue(packets.size() * (long) LARGE_RECORD_BYTES <= StreamWindow.WINDOW_BYTES, "packets that nobody released: " + packets.size());
            for (int i = 0; i < packets.size(); i++) {
                assertEquals(i, Memory.u32(packets.get(i)), "packet " + i + " stays what it was");
            }
            long bursts = 0;
            int count = packets.size();
            source.release(Long.MAX_VALUE / 2);
            while (source.fill(burst)) {
                for (int i = 0; i < burst.count(); i++) {
                    assertEquals(count++, Memory.u32(Memory.i64(burst.address() + i * PacketLayout.BYTES + PacketLayout.ADDRESS_OFFSET)));
                }
                source.release(Long.MAX_VALUE / 2 + bursts++);
            }
            assertEquals(records, count);
            assertFalse(source.fill(burst));
            assertEquals(List.of(), source.damages());
        }
        assertEquals(before, Region.bytesTaken());
    }

    private static void add(List<Long> packets, PacketBurst burst) {
        for (int i = 0; i < burst.count(); i++) {
            packets.add(Memory.i64(burst.address() + i * PacketLayout.BYTES + PacketLayout.ADDRESS_OFFSET));
        }
    }

    @Test
    void canBeClosedWhileItsStreamSaysNothing() throws Exception {
        final long before = Region.bytesTaken();
        try (OutputStream pipe = new PipedOutputStream(); PacketSource source = source(new PipedInputStream((PipedOutputStream) pipe))) {
            assertTrue(source.fill(new PacketBurst()));
        }
        assertEquals(before, Region.bytesTaken());
    }

    /** A pcap of large records, each of which begins with its number. */
    private static final class Records extends InputStream {
        private final int records;
        private int next;
        private ByteBuffer bytes = ByteBuffer.wrap(PcapBytes.little().toBytes());

        Records(int records) {
            this.records = records;
        }

        @Override
        public int read() {
            final byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (!bytes.hasRemaining()) {
                if (next == records) {
                    return -1;
                }
                bytes = ByteBuffer.allocate(16 + LARGE_RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(0, next).putInt(8, LARGE_RECORD_BYTES).putInt(12, LARGE_RECORD_BYTES).putInt(16, next);
                next++;
            }
            final int got = Math.min(length, bytes.remaining());
            bytes.get(buffer, offset, got);
            return got;
        }
    }
}
