package flowc.runtime.packet.pcap;

import static flowc.runtime.packet.pcap.PcapngLayout.ALIGNMENT;
import static flowc.runtime.packet.pcap.PcapngLayout.OPTION_END;
import static flowc.runtime.packet.pcap.PcapngLayout.OPTION_LENGTH_OFFSET;
import static flowc.runtime.packet.pcap.PcapngLayout.OPTION_VALUE_OFFSET;

import flowc.runtime.memory.Memory;

/** Walks the options of one block; ends at their end marker, at the block's end or at the first that does not fit. */
final class PcapngOptions {
    private final long end;
    private final boolean swapped;
    private long next;
    private long code;
    private long length;
    private long value;
    private String fault;

    PcapngOptions(long start, long end, boolean swapped) {
        this.next = start;
        this.end = end;
        this.swapped = swapped;
    }

    /** Goes to the next option; false when there is none, for which {@link #fault} may have a reason. */
    boolean next() {
        if (next == end) {
            return false;
        }
        if (end - next < OPTION_VALUE_OFFSET) {
            fault = "a block's options end within an option";
            return false;
        }
        code = Words.u16(next, swapped);
        length = Words.u16(next + OPTION_LENGTH_OFFSET, swapped);
        value = next + OPTION_VALUE_OFFSET;
        final long paddedLength = Memory.align(length, ALIGNMENT);
        if (paddedLength > end - value) {
            fault = "option " + code + " says " + length + " bytes, but only " + (end - value) + " are left in its block";
            return false;
        }
        next = value + paddedLength;
        return code != OPTION_END;
    }

    /** Walks to the end. */
    void skipAll() {
        while (next()) {
            // The walk itself checks every length.
        }
    }

    int code() {
        return (int) code;
    }

    /** Bytes of the value, its padding aside. */
    long length() {
        return length;
    }

    /** Address of the value. */
    long value() {
        return value;
    }

    /** Why the walk ended early, null when it did not. */
    String fault() {
        return fault;
    }
}
