package flowc.load;

/**
 * How traffic meets a tracker.
 *
 * @param workers threads that handle packets, 1 or more
 * @param split packets come in as many queues as there are workers, each worker reads its own; else the workers read them in turn and hand them to each other
 * @param paced packets come when the capture clock says; else as fast as they are taken
 * @param queuePackets that wait at most when paced
 * @param clock whether a thread beside the workers watches the machine's own stalls
 */
public record LoadSettings(Traffic traffic, Extent extent, int workers, boolean split, boolean paced, int queuePackets, boolean clock) {
    public LoadSettings {
        if (queuePackets < 1 || workers < 1 || split && workers > traffic.flows()) {
            throw new IllegalArgumentException("a queue must hold a packet, and each worker have a flow: queuePackets=" + queuePackets + " workers=" + workers + " flows=" + traffic.flows());
        }
    }

    /** Queues that packets come in. */
    public int queues() {
        return split ? workers : 1;
    }
}
