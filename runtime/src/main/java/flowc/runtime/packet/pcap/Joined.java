package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;

/** Captures that were joined as texts are, with cat: where a record should be stands the next file's header. */
final class Joined {
    static final String REASON = "another capture file begins here, as when files are joined with cat: name each file by itself, or join them with mergecap";

    /** So many bytes are looked at. */
    static final long BYTES = PcapLayout.SNAPLEN_OFFSET;

    private Joined() {}

    /**
     * Whether a pcap file begins at {@code at}. As a record it would be of one certain microsecond of 2055 or 2083, of a packet that had no byte on the wire: that
     * nobody captures.
     */
    static boolean pcapAt(long at) {
        final int magic = (int) Words.u32(at + PcapLayout.MAGIC_OFFSET, false);
        final boolean swapped = !PcapFraming.isMagic(magic);
        return (!swapped || PcapFraming.isMagic(Integer.reverseBytes(magic)))
                && PcapFraming.isSupported(Words.u16(at + PcapLayout.MAJOR_OFFSET, swapped))
                && Memory.u32(at + PcapLayout.ACCURACY_OFFSET) == 0;
    }

    /** The same of any capture file. As a record a pcapng file would be longer than any packet: asked only of what is wrong as a record. */
    static boolean captureAt(long at) {
        return pcapAt(at) || Words.u32(at, false) == PcapngLayout.SECTION;
    }
}
