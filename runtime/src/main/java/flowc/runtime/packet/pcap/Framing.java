package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;

/** Finds the packets in {@link #start}..{@link #end}, reading no byte outside. One thread. */
abstract sealed class Framing permits PcapFraming, PcapngFraming, NoFraming {
    final long start;
    final long end;

    /** Of the packets that {@link #fill} added last. */
    final RecordExtents records = new RecordExtents();

    /** The next record's address, or the one at which reading stopped. */
    long at;

    private Stop stop;

    Framing(long start, long bytes) {
        this.start = start;
        this.end = start + bytes;
        this.at = start;
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
        stop = new Stop(offset(), String.format(format, arguments), false);
    }

    /** Stops at {@link #at}: the bytes that should follow are missing. */
    final void cut(String format, Object... arguments) {
        stop = new Stop(offset(), String.format(format, arguments), true);
    }
}
