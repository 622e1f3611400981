package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;

/** One capture, whose packets are handed out in order. One thread. */
sealed interface Capture extends AutoCloseable permits CaptureFile, CaptureStream {
    /** Adds the next packets; none when there are no more, or when {@link #waits}. */
    void fill(PacketBurst burst);

    /** Waits a little for the bytes that tell what it is; whether that is known. */
    boolean begins();

    /** Says, before the first {@link #fill}, that nobody copies records: such as have no packet need not be held until they are whole. */
    void passOthers();

    /** What finds the packets, for those who copy records as they lie; there once it {@link #begins}. */
    Framing framing();

    /** After a {@link #fill} that added nothing: whether packets may come yet. */
    boolean waits();

    /** Why not all was framed, null when all was; right once {@link #fill} adds nothing more and does not wait. */
    Stop stop();

    /** Bytes of content framed so far, and passed over. */
    long offset();

    /** Bytes taken of a file of {@code size} bytes, 0 when it has no size: then as many as were framed. */
    long bytesRead(long size);

    /** Nobody reads packets that lie before {@code offset} any more. */
    void release(long offset);

    @Override
    void close();

    /** The framing that bytes ask for by how they begin. */
    static Framing framing(long start, long bytes, Interfaces interfaces) {
        final Content content = Content.of(start, bytes);
        return switch (content) {
            case PCAP -> new PcapFraming(start, bytes, interfaces);
            case PCAPNG -> new PcapngFraming(start, bytes, interfaces);
            case GZIP, ZSTD, XZ, BZIP2, LZ4, UNKNOWN -> new NoFraming(Content.refusal(content, start, bytes));
        };
    }

    /** {@code stop} of what was framed of a stream or copy that itself ended with {@code fault}; either may be null. */
    static Stop stop(Stop stop, String fault, Framing framing, long bytes) {
        if (fault == null) {
            return stop;
        }
        // That the last record is cut, or that nothing is there, only follows from the fault; wrong bytes may be a fact of their own.
        final boolean onlyFollows = stop == null || stop.cut() || bytes < Content.MAGIC_BYTES;
        return new Stop(framing.offset(), onlyFollows ? fault : stop.reason() + ", and the file " + fault, true);
    }
}
