package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.SeenPacket;
import flowc.runtime.packet.pcap.CaptureWriter.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CaptureWriterTest {
    private static final long SEED = Long.getLong("flowc.seed", 20261121);
    private static final int ROUNDS = 300;
    private static final int LARGE = 200_000;

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatWasChosenFromRandomFilesOfEveryKind() throws Exception {
        final Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            final Format format = Format.values()[random.nextInt(2)];
            final List<byte[]> files = new ArrayList<>();
            for (int file = random.nextInt(3); file >= 0; file--) {
                files.add(random.nextBoolean() ? randomPcap(random) : randomPcapng(random, format == Format.PCAPNG));
            }
            final long snaplen = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : WriterSettings.NO_SNAPLEN;
            final Written written = write(files, format, snaplen, random::nextBoolean);
            final String what = "round " + round + " of seed " + SEED;
            assertEquals("none", written.reading().damage(), what);
            final boolean micros = format == Format.PCAP && isMicros(files.getFirst());
            assertEquals(written.chosen().stream().map(packet -> cut(packet, snaplen, micros)).toList(), written.reading().packets().stream().map(packet -> cut(packet, snaplen, micros)).toList(), what);
        }
    }

    @Test
    void copiesAWholeFileByteForByte() throws Exception {
        final Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            final byte[] pcapng = randomPcapng(random, true);
            assertArrayEquals(pcapng, write(List.of(pcapng), Format.PCAPNG, WriterSettings.NO_SNAPLEN, () -> true).bytes(), "seed " + SEED);
            final byte[] pcap = new PcapBytes(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, PcapBytes.NANOS).header(2, 4, 96, 105).record(1, 2, new byte[LARGE]).record(3, 4).toBytes();
            assertArrayEquals(pcap, write(List.of(pcap), Format.PCAP, WriterSettings.NO_SNAPLEN, () -> true).bytes());
        }
    }

    @Test
    void keepsInterfacesNamesAndResolutionsOfPcapng() throws Exception {
        final byte[] file = new PcapngBytes().section(ByteOrder.BIG_ENDIAN).iface(1, 0).iface(113, 0, PcapngBytes.option(ByteOrder.BIG_ENDIAN, 9, (byte) 9))
                .enhanced(0, 5, (byte) 1).block(4, new byte[8]).enhanced(1, 1_000_000_007, (byte) 2).toBytes();
        final boolean[] second = {true};
        final Written written = write(List.of(file), Format.PCAPNG, WriterSettings.NO_SNAPLEN, () -> second[0] = !second[0]);
        assertEquals(List.of(new SeenPacket(1_000_000_007, 113, 1, 1, "02")), written.reading().packets());
        assertEquals(file.length - 36, written.bytes().length, "only the first packet's block of 36 bytes is gone");
    }

    @Test
    void cutsSimplePacketsByTheirInterfacesSnaplen() throws Exception {
        final byte[] file = PcapngBytes.little().simple(9, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).toBytes();
        assertEquals(List.of(new SeenPacket(0, 1, 0, 9, "010203")), write(List.of(file), Format.PCAPNG, 3, () -> true).reading().packets());
    }

    @Test
    void writesWhatIsWholeOfADamagedFile() throws Exception {
        final byte[] file = PcapngBytes.little().enhanced(0, 5, (byte) 1).rawBlock(6, 32, 36, new byte[20]).toBytes();
        assertEquals(List.of("01"), write(List.of(file), Format.PCAPNG, WriterSettings.NO_SNAPLEN, () -> true).reading().packetBytes());
    }

    @Test
    void refusesWhatPcapCannotSay() {
        final byte[] mixed = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).iface(1, 0).iface(113, 0).enhanced(0, 5, (byte) 1).enhanced(1, 6, (byte) 2).toBytes();
        final var links = assertThrows(UnwritablePacket.class, () -> write(List.of(mixed), Format.PCAP, WriterSettings.NO_SNAPLEN, () -> true));
        assertEquals(folder.resolve("in") + ": a pcap file has one link type, but packets have 1 and 113: write a .pcapng file", links.getMessage());
        final byte[] early = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).iface(1, 0, PcapngBytes.option(ByteOrder.LITTLE_ENDIAN, 14, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})).enhanced(0, 5, (byte) 1).toBytes();
        final var times = assertThrows(UnwritablePacket.class, () -> write(List.of(early), Format.PCAP, WriterSettings.NO_SNAPLEN, () -> true));
        assertTrue(times.getMessage().startsWith(folder.resolve("in") + ": a packet is of 1969-12-31T23:59:59"), times.getMessage());
    }

    @Test
    void writesAFileThatCanBeReadWhenNothingWasChosen() throws Exception {
        for (Format format : Format.values()) {
            final Written written = write(List.of(PcapBytes.little().record(1, 2, (byte) 3).toBytes()), format, WriterSettings.NO_SNAPLEN, () -> false);
            assertEquals(new Reading(List.of(), List.of()), written.reading());
        }
    }

    @Test
    void whatWasNotChosenDecidesNoLinkType() throws Exception {
        for (final int others : new int[] {63, 64, 200}) {
            final PcapngBytes mixed = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).iface(1, 0).iface(113, 0);
            for (int i = 0; i < others; i++) {
                mixed.enhanced(0, i, (byte) 1);
            }
            final int[] packet = {0};
            final Written written = write(List.of(mixed.enhanced(1, 1_000, (byte) 2).toBytes()), Format.PCAP, WriterSettings.NO_SNAPLEN, () -> packet[0]++ == others);
            assertEquals(List.of(new SeenPacket(1_000_000, 113, 0, 1, "02")), written.reading().packets(), "behind " + others);
        }
    }

    @Test
    void anEmptyFileHasTheLinkTypeOfTheFirstPacketThatWasSeen() throws Exception {
        final byte[] raw = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).iface(101, 0).enhanced(0, 5, (byte) 1).toBytes();
        assertEquals(101, write(List.of(raw), Format.PCAP, WriterSettings.NO_SNAPLEN, () -> false).bytes()[(int) PcapLayout.LINK_TYPE_OFFSET]);
    }

    /** More than a page between two packets, so that it is gone once it is released. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void copiesAStreamThatIsReleasedAsItComes() throws Exception {
        final PcapngBytes blocks = PcapngBytes.little();
        for (int i = 0; i < 3; i++) {
            blocks.enhanced(0, i, (byte) i);
            for (int j = 0; j < 30; j++) {
                blocks.block(4, new byte[LARGE]);
            }
            // The end of a section ends the burst, behind all these blocks.
            blocks.section(ByteOrder.LITTLE_ENDIAN).iface(1, 0);
        }
        final byte[] bytes = blocks.enhanced(0, 3, (byte) 3).toBytes();
        final Path target = folder.resolve("out");
        final PacketBurst burst = new PacketBurst();
        final StreamWindow window = StreamWindow.of(new ByteArrayInputStream(bytes));
        try (CaptureWriter writer = new CaptureWriter(FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE), Format.PCAPNG, new WriterSettings(WriterSettings.NO_SNAPLEN, false));
                CaptureReader reader = new CaptureReader(target, new CaptureStream(window, new Interfaces()))) {
            while (!window.isWhole() || !reader.begins()) {
                Thread.onSpinWait();
            }
            writer.begin(reader);
            while (reader.fill(burst)) {
                writer.write(burst, (1L << burst.count()) - 1);
                writer.flush();
                reader.release();
            }
            writer.end();
        }
        assertArrayEquals(bytes, Files.readAllBytes(target));
    }

    private record Written(byte[] bytes, Reading reading, List<SeenPacket> chosen) {}

    private Written write(List<byte[]> files, Format format, long snaplen, BooleanSupplier choice) throws IOException, UnreadableCapture {
        final Path target = folder.resolve("out");
        final List<SeenPacket> chosen = new ArrayList<>();
        final FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        try (CaptureWriter writer = new CaptureWriter(channel, format, new WriterSettings(snaplen, files.size() > 1))) {
            for (byte[] file : files) {
                copy(Files.write(folder.resolve("in"), file), writer, choice, chosen);
            }
        }
        return new Written(Files.readAllBytes(target), Reading.of(target), chosen);
    }

    private static void copy(Path file, CaptureWriter writer, BooleanSupplier choice, List<SeenPacket> chosen) throws IOException, UnreadableCapture {
        final PacketBurst burst = new PacketBurst();
        try (CaptureReader reader = CaptureReader.open(file)) {
            writer.begin(reader);
            while (reader.fill(burst)) {
                final List<SeenPacket> seen = SeenPacket.of(burst);
                long bits = 0;
                for (int i = 0; i < seen.size(); i++) {
                    if (choice.getAsBoolean()) {
                        bits |= 1L << i;
                        chosen.add(seen.get(i));
                    }
                }
                writer.write(burst, bits);
            }
            writer.end();
        }
    }

    // Interfaces of later files are numbered on, so they are not compared.
    private static SeenPacket cut(SeenPacket packet, long snaplen, boolean micros) {
        final String bytes = packet.bytes().substring(0, (int) Math.min(packet.bytes().length(), 2 * snaplen));
        return new SeenPacket(micros ? packet.time() / 1000 : packet.time(), packet.linkType(), 0, packet.wireLength(), bytes);
    }

    private static boolean isMicros(byte[] file) {
        final int first = file[0] & 0xff;
        final int last = file[3] & 0xff;
        return (first == 0xa1 && last == 0xd4) || (first == 0xd4 && last == 0xa1);
    }

    private static byte[] randomPacket(Random random) {
        final byte[] packet = new byte[random.nextInt(50) == 0 ? LARGE : random.nextInt(70)];
        random.nextBytes(packet);
        return packet;
    }

    private static byte[] randomPcap(Random random) {
        final int magic = new int[] {PcapBytes.MICROS, PcapBytes.NANOS, PcapBytes.PATCHED}[random.nextInt(3)];
        final ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        final PcapBytes file = new PcapBytes(order, magic).header(2, 4, LARGE, 1);
        for (int i = 1 + random.nextInt(200); i > 0; i--) {
            final byte[] packet = randomPacket(random);
            file.record(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000), packet.length, packet.length + random.nextInt(9), packet);
        }
        return file.toBytes();
    }

    private static byte[] randomPcapng(Random random, boolean mixed) {
        final PcapngBytes file = new PcapngBytes();
        for (int section = random.nextInt(3); section >= 0; section--) {
            final ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            file.section(order, PcapngBytes.option(order, 4, (byte) 'x'), PcapngBytes.endOfOptions());
            file.iface(1, 0, PcapngBytes.option(order, 9, (byte) 9)).iface(mixed ? 113 : 1, 0, PcapngBytes.option(order, 9, (byte) 9));
            for (int i = random.nextInt(150); i > 0; i--) {
                block(file, order, random);
            }
        }
        return file.toBytes();
    }

    private static void block(PcapngBytes file, ByteOrder order, Random random) {
        final byte[] packet = randomPacket(random);
        final long time = random.nextLong() & 0xff_ffff_ffff_ffffL;
        switch (random.nextInt(5)) {
            case 0 -> file.block(5, new byte[4 * random.nextInt(5)]);
            case 1 -> file.obsolete(random.nextInt(2), time, packet);
            default -> file.enhanced(random.nextInt(2), time, packet.length, packet.length + random.nextInt(9), packet, PcapngBytes.option(order, 1, (byte) 'c', (byte) 'd'), PcapngBytes.endOfOptions());
        }
    }
}
