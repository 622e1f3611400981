package flowc.load;

/**
 * How traffic meets a tracker.
 *
 * @param paced packets come when the capture clock says; else as fast as they are taken
 * @param queuePackets that wait at most when paced
 * @param clock whether a thread beside the workers watches the machine's own stalls
 */
public record LoadSettings(Traffic traffic, Extent extent, boolean paced, int queuePackets, boolean clock) {
    public static final int DEFAULT_QUEUE_PACKETS = 4096;

    public LoadSettings {
        if (queuePackets < 1) {
            throw new IllegalArgumentException("a queue must hold a packet: queuePackets=" + queuePackets);
        }
    }
}
