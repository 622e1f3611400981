package flowc.runtime.packet.pcap;

/**
 * What does not depend on the packets.
 *
 * @param snaplen most bytes written of a packet, {@link #NO_SNAPLEN} for all of them
 * @param manyFiles whether packets of more than one file come, so that the first file's snaplen says nothing of all
 */
public record WriterSettings(long snaplen, boolean manyFiles) {
    public static final long NO_SNAPLEN = 0xffff_ffffL;

    /** What an interface that said {@code snaplen} (0: no limit) says now. */
    long interfaceSnaplen(long written) {
        return snaplen == NO_SNAPLEN ? written : written == 0 ? snaplen : Math.min(snaplen, written);
    }

    /** The same of a pcap file. */
    long fileSnaplen(long written) {
        return interfaceSnaplen(manyFiles ? Math.max(written, PcapWriter.DEFAULT_SNAPLEN) : written);
    }
}
