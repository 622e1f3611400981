package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies single blocks of a pcapng file, changed where the copy would else say something wrong. Blocks were framed, so their lengths are right. */
final class PcapngBlocks {
    private final RecordOutlet outlet;
    private final WriterSettings settings;

    /** Whether the section that was copied last is in the other byte order than this machine's. */
    private boolean swapped;

    PcapngBlocks(RecordOutlet outlet, WriterSettings settings) {
        this.outlet = outlet;
        this.settings = settings;
    }

    /** Copies what is no packet, from {@code start} to {@code end}. */
    void copyOthers(long start, long end) throws IOException {
        long block = start;
        while (block < end) {
            final int type = (int) Words.u32(block + PcapngLayout.TYPE_OFFSET, swapped);
            if (type == PcapngLayout.SECTION) {
                swapped = Words.u32(block + PcapngLayout.BYTE_ORDER_MAGIC_OFFSET, false) != PcapngLayout.BYTE_ORDER_MAGIC;
            }
            final long bytes = Memory.align(Words.u32(block + PcapngLayout.LENGTH_OFFSET, swapped), PcapngLayout.ALIGNMENT);
            copyOther(type, block, block + bytes);
            block += bytes;
        }
    }

    private void copyOther(int type, long start, long end) throws IOException {
        switch (type) {
            case PcapngLayout.SECTION -> {
                outlet.write(start, start + PcapngLayout.SECTION_LENGTH_OFFSET);
                // -1: nobody has counted the section's bytes.
                outlet.write(ByteBuffer.allocate(Long.BYTES).putLong(0, -1));
                outlet.write(start + PcapngLayout.SECTION_OPTIONS_OFFSET, end);
            }
            case PcapngLayout.INTERFACE -> {
                outlet.write(start, start + PcapngLayout.SNAPLEN_OFFSET);
                outlet.write(number(settings.interfaceSnaplen(Words.u32(start + PcapngLayout.SNAPLEN_OFFSET, swapped))));
                outlet.write(start + PcapngLayout.INTERFACE_OPTIONS_OFFSET, end);
            }
            default -> outlet.write(start, end);
        }
    }

    /** Copies a packet block without what is beyond the snaplen; its options stay. */
    void cutPacket(long start, long end, long packet, long captured) throws IOException {
        final long kept = settings.snaplen();
        final long keptPadded = Memory.align(kept, PcapngLayout.ALIGNMENT);
        final long options = packet + Memory.align(captured, PcapngLayout.ALIGNMENT);
        final ByteBuffer bytes = number(end - start - (options - packet) + keptPadded);
        outlet.write(start, start + PcapngLayout.LENGTH_OFFSET);
        outlet.write(bytes);
        if ((int) Words.u32(start + PcapngLayout.TYPE_OFFSET, swapped) == PcapngLayout.SIMPLE_PACKET) {
            outlet.write(start + PcapngLayout.BODY_OFFSET, packet);
        } else {
            outlet.write(start + PcapngLayout.BODY_OFFSET, start + PcapngLayout.CAPTURED_OFFSET);
            outlet.write(number(kept));
            outlet.write(start + PcapngLayout.WIRE_OFFSET, packet);
        }
        outlet.write(packet, packet + kept);
        outlet.pad(keptPadded - kept);
        outlet.write(options, end - PcapngLayout.TRAILER_BYTES);
        outlet.write(bytes);
    }

    /** In the section's byte order. */
    private ByteBuffer number(long value) {
        final boolean little = (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) != swapped;
        return ByteBuffer.allocate(Integer.BYTES).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).putInt(0, (int) value);
    }
}
