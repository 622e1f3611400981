package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * Writes pcap. The first file decides byte order, resolution and link type; records of files that agree are copied as they lie. From pcapng
 * the file is little-endian with nanoseconds.
 */
final class PcapRecords implements RecordFormat {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long ETHERNET = 1;

    private final RecordOutlet outlet;
    private final WriterSettings settings;
    private final ByteBuffer recordHeader = PcapHeaders.record();
    private boolean hasHeader;
    private boolean micros;
    private long linkType;
    private boolean copies;

    /** Of the first packet that was seen, chosen or not: it decides only when none is chosen. */
    private long seenLinkType = ETHERNET;

    private boolean hasSeen;
    private boolean hasPackets;

    PcapRecords(RecordOutlet outlet, WriterSettings settings) {
        this.outlet = outlet;
        this.settings = settings;
    }

    @Override
    public void begin(Framing framing) throws IOException {
        copies = false;
        if (!(framing instanceof PcapFraming pcap) || !pcap.isPlain() || pcap.isStopped()) {
            return;
        }
        final ByteOrder order = pcap.isSwapped() == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (!hasHeader) {
            final ByteBuffer header = ByteBuffer.allocate((int) PcapLayout.FILE_HEADER_BYTES).order(order);
            Memory.segment(pcap.start, header.capacity()).asByteBuffer().get(0, header.array());
            final long written = Words.u32(pcap.start + PcapLayout.SNAPLEN_OFFSET, pcap.isSwapped());
            header.putInt((int) PcapLayout.SNAPLEN_OFFSET, (int) settings.fileSnaplen(written));
            recordHeader.order(order);
            start(header, pcap.isMicroseconds(), pcap.linkType());
        }
        copies = order == recordHeader.order() && micros == pcap.isMicroseconds();
    }

    private void start(ByteBuffer header, boolean isMicros, long type) throws IOException {
        hasHeader = true;
        micros = isMicros;
        linkType = type;
        outlet.write(header);
    }

    private void startOwn(long type) throws IOException {
        recordHeader.order(ByteOrder.LITTLE_ENDIAN);
        start(PcapHeaders.file(settings.fileSnaplen(PcapHeaders.DEFAULT_SNAPLEN), type), false, type);
    }

    @Override
    public void write(Framing framing, PacketBurst burst, long chosen) throws IOException {
        if (!hasSeen && burst.count() > 0) {
            hasSeen = true;
            seenLinkType = linkType(burst, 0);
        }
        if (chosen == 0) {
            return;
        }
        if (!hasHeader) {
            startOwn(linkType(burst, Long.numberOfTrailingZeros(chosen)));
        }
        for (long left = chosen; left != 0; left &= left - 1) {
            final int packet = Long.numberOfTrailingZeros(left);
            final long descriptor = descriptor(burst, packet);
            final long type = linkType(burst, packet);
            if (type != linkType) {
                throw new UnwritablePacket("a pcap file has one link type, but packets have " + linkType + " and " + type + ": write a .pcapng file");
            }
            if (copies && Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET) <= settings.snaplen()) {
                outlet.write(framing.records.start(packet), framing.records.end(packet));
            } else {
                convert(descriptor);
            }
            hasPackets = true;
        }
    }

    @Override
    public boolean hasPackets() {
        return hasPackets;
    }

    private static long linkType(PacketBurst burst, int packet) {
        return Memory.u32(descriptor(burst, packet) + PacketLayout.LINK_TYPE_OFFSET);
    }

    private static long descriptor(PacketBurst burst, int packet) {
        return burst.address() + packet * PacketLayout.BYTES;
    }

    private void convert(long descriptor) throws IOException {
        final long time = Memory.i64(descriptor + PacketLayout.TIME_OFFSET);
        if (!PcapHeaders.isTime(time)) {
            final Instant instant = Instant.ofEpochSecond(Math.floorDiv(time, NANOS_PER_SECOND), Math.floorMod(time, NANOS_PER_SECOND));
            throw new UnwritablePacket("a packet is of " + instant + ", and pcap's times go from 1970 to 2106: write a .pcapng file");
        }
        final long captured = Math.min(settings.snaplen(), Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET));
        recordHeader.clear();
        PcapHeaders.putTime(recordHeader, time, micros);
        PcapHeaders.putLengths(recordHeader, captured, Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET));
        outlet.write(recordHeader);
        final long address = Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET);
        outlet.write(address, address + captured);
    }

    @Override
    public void end(Framing framing) {
        // A pcap file has nothing behind its last record.
    }

    @Override
    public void close() throws IOException {
        if (!hasHeader) {
            startOwn(seenLinkType);
        }
    }
}
