package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;
import java.util.Locale;

/** Finds the packets in {@link #start}..{@link #end}, reading no byte outside; the end may move up while a stream comes in. One thread. */
abstract sealed class Framing permits PcapFraming, PcapngFraming, NoFraming {
    /**
     * A record that has to be there as a whole is no longer than this, as libpcap has it for blocks of pcapng, and as no network's packets come near:
     * a length that says more is wrong, and nothing is waited for.
     */
    static final long MOST_RECORD_BYTES = 16L << 20;

    final long start;
    long end;

    /** Of the packets that {@link #fill} added last. */
    final RecordExtents records = new RecordExtents();

    /** The next record's address, or the one at which reading stopped. */
    long at;

    private Stop stop;
    private boolean grows;
    private long neededBytes;
    private boolean passesOthers;

    Framing(long start, long bytes) {
        this.start = start;
        this.end = start + bytes;
        this.at = start;
    }

    /** So many bytes are there now; while more may come, a record that is not whole yet is waited for. */
    final void grow(long bytes, boolean moreMayCome) {
        end = start + bytes;
        grows = moreMayCome;
        neededBytes = 0;
    }

    /** From now on a record without a packet may be given back while it comes: nobody copies it. */
    final void passOthers() {
        passesOthers = true;
    }

    final boolean passesOthers() {
        return passesOthers;
    }

    /** Bytes from the start on of which nothing is read again: more than {@link #offset} while a record is passed over. */
    long passed() {
        return offset();
    }

    /** Bytes from the start on without which {@link #fill} cannot go on; 0 when it needs no certain number. */
    final long neededBytes() {
        return neededBytes;
    }

    /** Whether a record of {@code bytes} at {@link #at}, which are not all there, may yet become whole. */
    final boolean waitsFor(long bytes) {
        neededBytes = grows ? offset() + bytes : 0;
        return grows;
    }

    /** The same of a record that need never be there as a whole. */
    final boolean mayComeWhole() {
        return grows;
    }

    /** Adds packets until the burst is full or there are no more. */
    abstract void fill(PacketBurst burst);

    /** Whether the numbers of the file, or of the section that {@link #at} lies in, are in the byte order that this machine has not. */
    abstract boolean isSwapped();

    /** Bytes of a packet that the file says it holds at most, to be held against what it does. */
    long snaplen() {
        return Long.MAX_VALUE;
    }

    /** Bytes framed so far. */
    final long offset() {
        return at - start;
    }

    /** Why reading stopped early, null while it has not. */
    final Stop stop() {
        return stop;
    }

    final boolean isStopped() {
        return stop != null;
    }

    /** Stops at {@link #at}: the bytes there are wrong. */
    final void wrong(String format, Object... arguments) {
        stop = new Stop(offset(), String.format(Locale.ROOT, format, arguments), false);
    }

    /** Stops at {@link #at}: the bytes that should follow are missing. */
    final void cut(String format, Object... arguments) {
        stop = new Stop(offset(), String.format(Locale.ROOT, format, arguments), true);
    }
}
