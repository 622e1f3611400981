package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes pcapng. Blocks of a pcapng file are copied as they lie, so sections, interfaces, names, comments and resolutions stay what they were;
 * only the lengths of sections are taken away, and of packets that were not chosen nothing stays. A pcap file becomes a section with one interface.
 */
final class PcapngRecords implements RecordFormat {
    private static final int MOST_LINK_TYPE = 0xffff;
    private static final int RESOLUTION_MICROS = 6;
    private static final int RESOLUTION_NANOS = 9;

    private final RecordOutlet outlet;
    private final WriterSettings settings;
    private final PcapngBlocks blocks;

    /** Up to here the current file was copied or skipped. */
    private long at;

    private long nanosPerTick;
    private boolean hasPackets;

    PcapngRecords(RecordOutlet outlet, WriterSettings settings) {
        this.outlet = outlet;
        this.settings = settings;
        this.blocks = new PcapngBlocks(outlet, settings);
    }

    @Override
    public void begin(Framing framing) throws IOException {
        at = framing.start;
        if (framing instanceof PcapFraming pcap && !pcap.isStopped()) {
            if (pcap.linkType() > MOST_LINK_TYPE) {
                throw new UnwritablePacket("link type " + pcap.linkType() + " does not fit into pcapng: write a .pcap file");
            }
            nanosPerTick = pcap.isMicroseconds() ? 1000 : 1;
            final long snaplen = settings.interfaceSnaplen(Words.u32(pcap.start + PcapLayout.SNAPLEN_OFFSET, pcap.isSwapped()));
            outlet.write(section(pcap.linkType(), snaplen, pcap.isMicroseconds() ? RESOLUTION_MICROS : RESOLUTION_NANOS));
        }
    }

    private static ByteBuffer section(long linkType, long snaplen, int resolution) {
        final int sectionBytes = (int) (PcapngLayout.SECTION_OPTIONS_OFFSET + PcapngLayout.TRAILER_BYTES);
        final int optionsBytes = (int) (PcapngLayout.OPTION_VALUE_OFFSET + PcapngLayout.ALIGNMENT + PcapngLayout.OPTION_VALUE_OFFSET);
        final int interfaceBytes = (int) (PcapngLayout.INTERFACE_OPTIONS_OFFSET + optionsBytes + PcapngLayout.TRAILER_BYTES);
        final ByteBuffer bytes = ByteBuffer.allocate(sectionBytes + interfaceBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(PcapngLayout.SECTION).putInt(sectionBytes).putInt(PcapngLayout.BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1).putInt(sectionBytes);
        bytes.putInt(PcapngLayout.INTERFACE).putInt(interfaceBytes).putShort((short) linkType).putShort((short) 0).putInt((int) snaplen);
        bytes.putShort((short) PcapngLayout.OPTION_TIME_RESOLUTION).putShort((short) 1).put((byte) resolution).put(new byte[3]);
        return bytes.putInt(PcapngLayout.OPTION_END).putInt(interfaceBytes).flip();
    }

    @Override
    public void write(Framing framing, PacketBurst burst, long chosen) throws IOException {
        hasPackets |= chosen != 0;
        if (framing instanceof PcapngFraming) {
            copy(framing, burst, chosen);
            return;
        }
        for (long left = chosen; left != 0; left &= left - 1) {
            convert(burst.address() + Long.numberOfTrailingZeros(left) * PacketLayout.BYTES);
        }
    }

    @Override
    public boolean hasPackets() {
        return hasPackets;
    }

    private void copy(Framing framing, PacketBurst burst, long chosen) throws IOException {
        final RecordExtents records = framing.records;
        for (int packet = 0; packet < burst.count(); packet++) {
            if (records.start(packet) != at) {
                blocks.copyOthers(at, records.start(packet));
            }
            at = records.end(packet);
            if ((chosen >>> packet & 1) != 0) {
                copyPacket(records.start(packet), at, burst.address() + packet * PacketLayout.BYTES);
            }
        }
        // Now rather than with the next packet: until that comes, what was framed may be given back.
        end(framing);
    }

    private void copyPacket(long start, long end, long descriptor) throws IOException {
        if (Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET) <= settings.snaplen()) {
            outlet.write(start, end);
        } else {
            blocks.cutPacket(start, end, Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET), Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET));
        }
    }

    private void convert(long descriptor) throws IOException {
        final long address = Memory.i64(descriptor + PacketLayout.ADDRESS_OFFSET);
        final long captured = Math.min(settings.snaplen(), Memory.u32(descriptor + PacketLayout.CAPTURE_LENGTH_OFFSET));
        final long ticks = Memory.i64(descriptor + PacketLayout.TIME_OFFSET) / nanosPerTick;
        final long padded = Memory.align(captured, PcapngLayout.ALIGNMENT);
        final int blockBytes = (int) (PcapngLayout.PACKET_OFFSET + padded + PcapngLayout.TRAILER_BYTES);
        final ByteBuffer head = ByteBuffer.allocate((int) PcapngLayout.PACKET_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(PcapngLayout.ENHANCED_PACKET).putInt(blockBytes).putInt(0).putInt((int) (ticks >>> Integer.SIZE)).putInt((int) ticks).putInt((int) captured);
        outlet.write(head.putInt((int) Memory.u32(descriptor + PacketLayout.WIRE_LENGTH_OFFSET)).flip());
        outlet.write(address, address + captured);
        final int padding = (int) (padded - captured);
        outlet.write(ByteBuffer.allocate(padding + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(padding, blockBytes));
    }

    @Override
    public void end(Framing framing) throws IOException {
        if (framing instanceof PcapngFraming) {
            blocks.copyOthers(at, framing.at);
            at = framing.at;
        }
    }

    @Override
    public void close() {
        // Blocks stand for themselves.
    }
}
