package flowc.runtime.packet.pcap;

import static flowc.runtime.packet.pcap.PcapngLayout.*;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;

/**
 * Frames a pcapng file: sections, interfaces, enhanced, simple and obsolete packet blocks; all other blocks are skipped. A simple packet block
 * has no time: its packet gets the time of the packet before it in the file, 0 when it is the first.
 */
final class PcapngFraming extends Framing {
    private final Interfaces interfaces;
    private final SectionInterfaces section = new SectionInterfaces();
    private boolean swapped;
    private long lastTime;

    /** Length of the block at {@link #at} when that is passed over: its head may be given back already. Else 0. */
    private long passing;

    /** Whether that block looks like the beginning of a pcap file. */
    private boolean passesJoined;

    /** At {@code start} is the type of a section header block. */
    PcapngFraming(long start, long bytes, Interfaces interfaces) {
        super(start, bytes);
        this.interfaces = interfaces;
    }

    @Override
    void fill(PacketBurst burst) {
        final int countBefore = burst.count();
        while (at < end && !burst.isFull() && !isStopped()) {
            if (burst.count() > countBefore && startsSection()) {
                return;
            }
            final long bytes = passing == 0 ? blockBytes() : passing;
            if (bytes == 0 || !isWhole(bytes)) {
                return;
            }
            if (passing == 0) {
                readBlock(burst, bytes);
            }
            passing = 0;
            if (!isStopped()) {
                at += bytes;
            }
        }
    }

    @Override
    long passed() {
        return passing == 0 || isStopped() ? offset() : Math.min(end - start, offset() + passing - TRAILER_BYTES);
    }

    // A burst lies within one section, so that what is said of the section holds for all of its packets.
    private boolean startsSection() {
        return end - at >= LEAST_BLOCK_BYTES && type() == SECTION;
    }

    @Override
    boolean isSwapped() {
        return swapped;
    }

    /** What the block at {@link #at} says its length is, with its padding; 0 when it does not say so yet, or nothing that can be. */
    private long blockBytes() {
        final long left = end - at;
        if (left < LEAST_BLOCK_BYTES) {
            if (waitsFor(LEAST_BLOCK_BYTES)) {
                return 0;
            }
            cut("a block has at least %d bytes, but only %d are left", LEAST_BLOCK_BYTES, left);
            return 0;
        }
        if (type() == SECTION && !readByteOrder()) {
            return 0;
        }
        // Some writers leave the padding out of the length; Wireshark adds it too.
        final long bytes = Memory.align(u32(LENGTH_OFFSET), ALIGNMENT);
        if (bytes < LEAST_BLOCK_BYTES) {
            wrong("a block says %d bytes, less than the least of %d", u32(LENGTH_OFFSET), LEAST_BLOCK_BYTES);
        } else if (bytes > MOST_RECORD_BYTES && isRead()) {
            wrong("a block of type %d says %d bytes, more than the general limit of %d", type(), bytes, MOST_RECORD_BYTES);
        }
        tellJoined();
        return isStopped() ? 0 : bytes;
    }

    /** Whether all bytes of the block at {@link #at} have come, and its end says what its start does. */
    private boolean isWhole(long bytes) {
        final long left = end - at;
        if (bytes > left && mayComeWhole()) {
            awaitRest(bytes, left);
            return false;
        }
        if (bytes > left) {
            cut("a block says %d bytes, but only %d are left", bytes, left);
        } else if (Memory.align(u32(bytes - TRAILER_BYTES), ALIGNMENT) != bytes) {
            wrong("a block says %d bytes at its start, but %d at its end", bytes, u32(bytes - TRAILER_BYTES));
        }
        tellJoined();
        return !isStopped();
    }

    private void awaitRest(long bytes, long left) {
        if (passing != 0) {
            return;
        }
        if (!passesOthers() || isRead()) {
            waitsFor(bytes);
        } else if (left < Joined.BYTES) {
            waitsFor(Math.min(bytes, Joined.BYTES));
        } else {
            passing = bytes;
            passesJoined = Joined.pcapAt(at);
        }
    }

    /** Only of what cannot be framed: the type is one that anybody may use for blocks of their own. */
    private void tellJoined() {
        if (isStopped() && (passing == 0 ? end - at >= Joined.BYTES && Joined.pcapAt(at) : passesJoined)) {
            wrong(Joined.REASON);
        }
    }

    /** Whether anything is taken from blocks such as the one at {@link #at}. */
    private boolean isRead() {
        return switch (type()) {
            case ENHANCED_PACKET, SIMPLE_PACKET, OBSOLETE_PACKET, INTERFACE, SECTION -> true;
            default -> false;
        };
    }

    private int type() {
        return (int) u32(TYPE_OFFSET);
    }

    /** The number at an offset in the block at {@link #at}. */
    private long u32(long offset) {
        return Words.u32(at + offset, swapped);
    }

    private boolean readByteOrder() {
        final int magic = (int) Words.u32(at + BYTE_ORDER_MAGIC_OFFSET, false);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            wrong("a section's byte-order magic is 0x%08x, which nobody writes", magic);
            return false;
        }
        swapped = magic != BYTE_ORDER_MAGIC;
        return true;
    }

    private void readBlock(PacketBurst burst, long bytes) {
        switch (type()) {
            case ENHANCED_PACKET -> addPacket(burst, bytes);
            case SIMPLE_PACKET -> addSimplePacket(burst, bytes);
            case OBSOLETE_PACKET -> addPacket(burst, bytes);
            case INTERFACE -> readInterface(bytes);
            case SECTION -> readSection(bytes);
            default -> {
                // Names, statistics, secrets, custom blocks and what is yet to be invented.
            }
        }
    }

    private void addPacket(PacketBurst burst, long bytes) {
        if (isShorter(bytes, PACKET_OFFSET + TRAILER_BYTES)) {
            return;
        }
        final long interfaceIndex = type() == OBSOLETE_PACKET ? Words.u16(at + PACKET_INTERFACE_OFFSET, swapped) : u32(PACKET_INTERFACE_OFFSET);
        final CaptureInterface from = section.get(interfaceIndex);
        final long captured = u32(CAPTURED_OFFSET);
        final long room = bytes - PACKET_OFFSET - TRAILER_BYTES;
        if (from == null) {
            wrong("a packet names interface %d, but its section has described %d", interfaceIndex, section.count());
        } else if (captured > room) {
            wrong("a packet says %d captured bytes, but its block has room for %d", captured, room);
        } else {
            final long time = from.scale().nanos(u32(TIME_HIGH_OFFSET) << Integer.SIZE | u32(TIME_LOW_OFFSET));
            lastTime = time;
            records.set(burst.count(), at, at + bytes);
            burst.add(at + PACKET_OFFSET, time, captured, Math.max(captured, u32(WIRE_OFFSET)));
            burst.from(from.linkType(), from.number());
        }
    }

    private void addSimplePacket(PacketBurst burst, long bytes) {
        if (isShorter(bytes, SIMPLE_PACKET_OFFSET + TRAILER_BYTES)) {
            return;
        }
        final CaptureInterface from = section.get(0);
        if (from == null) {
            wrong("a simple packet comes before the description of its interface");
            return;
        }
        final long wire = u32(SIMPLE_WIRE_OFFSET);
        final long captured = Math.min(wire, from.snaplen());
        final long room = bytes - SIMPLE_PACKET_OFFSET - TRAILER_BYTES;
        if (captured > room) {
            wrong("a simple packet has %d captured bytes, but its block has room for %d", captured, room);
            return;
        }
        records.set(burst.count(), at, at + bytes);
        burst.add(at + SIMPLE_PACKET_OFFSET, lastTime, captured, wire);
        burst.from(from.linkType(), from.number());
    }

    private void readSection(long bytes) {
        if (isShorter(bytes, SECTION_OPTIONS_OFFSET + TRAILER_BYTES)) {
            return;
        }
        final long major = Words.u16(at + MAJOR_OFFSET, swapped);
        final long minor = Words.u16(at + MINOR_OFFSET, swapped);
        // 1.2 is 1.0 with other block types, says the specification.
        if (major != 1 || (minor != 0 && minor != 2)) {
            wrong("pcapng version %d.%d is not supported", major, minor);
            return;
        }
        section.clear();
        final PcapngOptions options = new PcapngOptions(at + SECTION_OPTIONS_OFFSET, at + bytes - TRAILER_BYTES, swapped);
        options.skipAll();
        stopAt(options.fault());
    }

    private void readInterface(long bytes) {
        if (isShorter(bytes, INTERFACE_OPTIONS_OFFSET + TRAILER_BYTES)) {
            return;
        }
        final PcapngOptions options = new PcapngOptions(at + INTERFACE_OPTIONS_OFFSET, at + bytes - TRAILER_BYTES, swapped);
        final InterfaceTime time = InterfaceTime.read(options, swapped);
        stopAt(time.fault());
        final long snaplen = u32(SNAPLEN_OFFSET);
        final long limit = snaplen == 0 ? Long.MAX_VALUE : snaplen;
        if (!isStopped() && !section.add(new CaptureInterface(interfaces.number(), Words.u16(at + LINK_TYPE_OFFSET, swapped), limit, time.scale()))) {
            wrong("a section describes more than %d interfaces", SectionInterfaces.MOST);
        }
    }

    private boolean isShorter(long bytes, long least) {
        if (bytes < least) {
            wrong("a block of type %d has %d bytes, less than the least of %d", type(), bytes, least);
        }
        return isStopped();
    }

    private void stopAt(String fault) {
        if (fault != null) {
            wrong("%s", fault);
        }
    }
}
