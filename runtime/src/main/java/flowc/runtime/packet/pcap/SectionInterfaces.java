package flowc.runtime.packet.pcap;

import java.util.Arrays;

/** The interfaces that the current pcapng section has described, by their index in it. */
final class SectionInterfaces {
    /** A hostile file could else describe interfaces until the heap is full. */
    static final int MOST = 65_536;

    private CaptureInterface[] interfaces = new CaptureInterface[4];
    private int count;

    /** null when the section has not described it. */
    CaptureInterface get(long index) {
        return index < count ? interfaces[(int) index] : null;
    }

    /** Gives {@code described} the next index; false when there are {@link #MOST} already. */
    boolean add(CaptureInterface described) {
        if (count == MOST) {
            return false;
        }
        if (count == interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, 2 * count);
        }
        interfaces[count++] = described;
        return true;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }
}
