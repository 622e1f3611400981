package flowc.runtime.packet.pcap;

import static flowc.runtime.packet.pcap.PcapLayout.CAPTURED_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.FILE_HEADER_BYTES;
import static flowc.runtime.packet.pcap.PcapLayout.FRACTION_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.LINK_TYPE_MASK;
import static flowc.runtime.packet.pcap.PcapLayout.LINK_TYPE_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.MAGIC_MICROS;
import static flowc.runtime.packet.pcap.PcapLayout.MAGIC_NANOS;
import static flowc.runtime.packet.pcap.PcapLayout.MAGIC_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.MAGIC_PATCHED;
import static flowc.runtime.packet.pcap.PcapLayout.MAJOR_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.MINOR_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.PATCHED_RECORD_HEADER_BYTES;
import static flowc.runtime.packet.pcap.PcapLayout.RECORD_HEADER_BYTES;
import static flowc.runtime.packet.pcap.PcapLayout.SECONDS_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.SNAPLEN_OFFSET;
import static flowc.runtime.packet.pcap.PcapLayout.WIRE_OFFSET;

import flowc.runtime.packet.PacketBurst;

/** Frames a pcap file of either byte order, with microseconds or nanoseconds, also with Kuznetzov's longer record header. */
final class PcapFraming extends Framing {
    /** What libpcap and Wireshark take for the longest packet anybody captures, whatever the file says its snaplen is. */
    static final long LEAST_CAPTURE_LIMIT = 262_144;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final boolean swapped;
    private final long nanosPerFraction;
    private final long recordHeaderBytes;
    private final long capturedOffset;
    private final long wireOffset;
    private final boolean lengthsMayBeSwapped;
    private final long captureLimit;
    private final long snaplen;
    private final long linkType;
    private final long interfaceId;

    /** At {@code start} is one of the magic numbers, see {@link #isMagic}. */
    PcapFraming(long start, long bytes, Interfaces interfaces) {
        super(start, bytes);
        this.swapped = !isMagic((int) Words.u32(start + MAGIC_OFFSET, false));
        final int magic = (int) Words.u32(start + MAGIC_OFFSET, swapped);
        this.nanosPerFraction = magic == MAGIC_NANOS ? 1 : 1000;
        this.recordHeaderBytes = magic == MAGIC_PATCHED ? PATCHED_RECORD_HEADER_BYTES : RECORD_HEADER_BYTES;
        this.interfaceId = interfaces.number();
        final boolean whole = bytes >= FILE_HEADER_BYTES;
        final long major = whole ? Words.u16(start + MAJOR_OFFSET, swapped) : 0;
        final long minor = whole ? Words.u16(start + MINOR_OFFSET, swapped) : 0;
        final boolean lengthsSwapped = wireLengthFirst(major, minor);
        this.capturedOffset = lengthsSwapped ? WIRE_OFFSET : CAPTURED_OFFSET;
        this.wireOffset = lengthsSwapped ? CAPTURED_OFFSET : WIRE_OFFSET;
        this.lengthsMayBeSwapped = major == 2 && minor == 3;
        this.captureLimit = whole ? Math.clamp(Words.u32(start + SNAPLEN_OFFSET, swapped), LEAST_CAPTURE_LIMIT, MOST_RECORD_BYTES) : 0;
        this.snaplen = whole ? Words.u32(start + SNAPLEN_OFFSET, swapped) : 0;
        this.linkType = whole ? Words.u32(start + LINK_TYPE_OFFSET, swapped) & LINK_TYPE_MASK : 0;
        if (!whole) {
            cut("the file header has %d bytes, but only %d are there", FILE_HEADER_BYTES, bytes);
        } else if (!isSupported(major)) {
            wrong("pcap version %d.%d is not supported", major, minor);
        } else {
            at = start + FILE_HEADER_BYTES;
        }
    }

    /** Whether a file that starts with {@code magic}, read in this machine's byte order, is ours. */
    static boolean isMagic(int magic) {
        return magic == MAGIC_MICROS || magic == MAGIC_NANOS || magic == MAGIC_PATCHED;
    }

    /** Before 2.3 the lengths were the other way round; some 2.3 writers did not notice. DG/UX's tcpdump calls its version 543.0. */
    private static boolean wireLengthFirst(long major, long minor) {
        return major == 543 || (major == 2 && minor < 3);
    }

    static boolean isSupported(long major) {
        return major == 2 || major == 543;
    }

    @Override
    void fill(PacketBurst burst) {
        final long end = isStopped() ? at : this.end;
        final long header = recordHeaderBytes;
        long record = at;
        while (record < end && !burst.isFull()) {
            final long left = end - record - header;
            final long captured = left < 0 ? 0 : capturedLength(record);
            if (captured > left || captured > captureLimit || captured == 0 && Joined.pcapAt(record)) {
                at = record;
                stopAt(captured, left);
                return;
            }
            records.set(burst.count(), record, record + header + captured);
            addRecord(burst, record, captured);
            record += header + captured;
        }
        at = record;
    }

    @Override
    boolean isSwapped() {
        return swapped;
    }

    /** Whether records are as every program writes them today: lengths in order, no patched header. */
    boolean isPlain() {
        return recordHeaderBytes == RECORD_HEADER_BYTES && capturedOffset == CAPTURED_OFFSET && !lengthsMayBeSwapped;
    }

    boolean isMicroseconds() {
        return nanosPerFraction != 1;
    }

    @Override
    long snaplen() {
        return snaplen == 0 || snaplen > Integer.MAX_VALUE ? Long.MAX_VALUE : snaplen;
    }

    long linkType() {
        return linkType;
    }

    private long capturedLength(long record) {
        final long captured = Words.u32(record + capturedOffset, swapped);
        return lengthsMayBeSwapped ? Math.min(captured, Words.u32(record + wireOffset, swapped)) : captured;
    }

    private void addRecord(PacketBurst burst, long record, long captured) {
        final long seconds = Words.u32(record + SECONDS_OFFSET, swapped);
        // A fraction of a second or more is kept: the time then lies in a later second, as in Wireshark.
        final long time = seconds * NANOS_PER_SECOND + Words.u32(record + FRACTION_OFFSET, swapped) * nanosPerFraction;
        final long wire = Words.u32(record + wireOffset, swapped);
        final long first = lengthsMayBeSwapped ? Words.u32(record + capturedOffset, swapped) : captured;
        burst.add(record + recordHeaderBytes, time, captured, Math.max(wire, first));
        burst.from(linkType, interfaceId);
    }

    private void stopAt(long captured, long left) {
        if (captured > left && captured <= captureLimit && waitsFor(recordHeaderBytes + captured)) {
            return;
        }
        if (left >= 0 && Joined.captureAt(at)) {
            wrong(Joined.REASON);
        } else if (left < 0) {
            cut("a record header has %d bytes, but only %d are left", recordHeaderBytes, left + recordHeaderBytes);
        } else if (captured > captureLimit) {
            wrong("a record says %d captured bytes, more than the %s limit of %d", captured, captureLimit == MOST_RECORD_BYTES ? "general" : "file's", captureLimit);
        } else {
            cut("a record says %d captured bytes, but only %d are left", captured, left);
        }
    }
}
