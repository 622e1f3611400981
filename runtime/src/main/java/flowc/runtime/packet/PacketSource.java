package flowc.runtime.packet;

import java.util.List;

/** Where packets come from, burst by burst. One thread at a time, not always the same one: workers read in turn. */
public interface PacketSource extends AutoCloseable {
    /**
     * Clears {@code burst} and puts the next packets into it, in order. Their bytes stay readable until the next call, or until they are
     * released after {@link #retain}. A burst that is not full says that no more packets wait now; a source whose packets arrive over time
     * gives an empty one rather than let its caller wait for long.
     *
     * @return false at the end of input, with no packet in the burst
     */
    boolean fill(PacketBurst burst);

    /**
     * Makes packets stay readable until they are released, not only until the next {@link #fill}: for who hands them to other threads. Called
     * before the first {@code fill}, or never.
     */
    void retain();

    /** After {@link #retain}: nobody reads the packets of the first {@code bursts} bursts any more, counting each {@code fill} that gave true. The number never falls. */
    void release(long bursts);

    /** Bytes of input consumed so far, as they lie on disk. Any thread. */
    long bytesRead();

    /** Bytes of input in all, 0 when nobody can know. Any thread. */
    long bytesTotal();

    /** What could not be framed so far, in order: where and why reading of a file stopped. */
    List<Damage> damages();

    /**
     * What is damaged when bytes of a packet that was handed out are gone, and nobody goes on reading: the file that was cut, and those behind it. Where
     * no {@link #fill} runs.
     */
    default List<Damage> cut() {
        return List.of(new Damage("capture", bytesRead(), Damage.SHRANK));
    }

    /**
     * What reading keeps in memory at most, beside what is a region before the first {@link #fill}: pages of mapped files, windows of streams. A
     * number to count on, not what there is now. Any thread.
     */
    default List<Need> needs() {
        return List.of();
    }

    @Override
    void close();

    /** Memory for {@code what}, the user's name of it. */
    record Need(String what, long bytes) {}

    /** Reading of {@code file} stopped at byte {@code offset} because of {@code reason}; what came before was delivered. */
    record Damage(String file, long offset, String reason) {
        /** The reason where another process cut a file while its packets were read. */
        public static final String SHRANK = "became shorter while it was read";

        /** The reason of files behind such a one, where reading ended with it. */
        public static final String BEHIND_SHRUNK = "was not read, or not to its end: a capture before it became shorter";

        /** One line for the user. */
        public String text() {
            return file + (offset == 0 ? ": " : ": stopped at byte " + offset + ": ") + reason;
        }
    }
}
