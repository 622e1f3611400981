package flowc.runtime.packet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The queues of a source as one stream: a burst of each in turn. One thread, {@link #bytesRead} any. Closing it closes the queues. */
public final class QueuesInTurn implements PacketSource {
    private final PacketQueues queues;
    private final long[] burstsOfQueue;
    /** By burst, those that are not released: the queue it came from. */
    private final Deque<Integer> order = new ArrayDeque<>();
    private final boolean[] ended;
    private boolean retains;
    private long released;
    private int next;

    public QueuesInTurn(PacketQueues queues) {
        this.queues = queues;
        this.burstsOfQueue = new long[queues.queues().size()];
        this.ended = new boolean[burstsOfQueue.length];
    }

    @Override
    public boolean fill(PacketBurst burst) {
        burst.clear();
        for (int tried = 0; tried < ended.length; tried++) {
            final int queue = next;
            next = (next + 1) % ended.length;
            if (!ended[queue]) {
                ended[queue] = !queues.queues().get(queue).fill(burst);
            }
            if (!ended[queue]) {
                if (retains) {
                    order.add(queue);
                }
                return true;
            }
        }
        return false;
    }

    @Override
    public void retain() {
        retains = true;
        queues.queues().forEach(PacketSource::retain);
    }

    @Override
    public void release(long bursts) {
        for (; released < bursts && !order.isEmpty(); released++) {
            final int queue = order.remove();
            burstsOfQueue[queue]++;
            queues.queues().get(queue).release(burstsOfQueue[queue]);
        }
    }

    @Override
    public long bytesRead() {
        return queues.queues().stream().mapToLong(PacketSource::bytesRead).sum();
    }

    /** 0 when that of any queue is. */
    @Override
    public long bytesTotal() {
        final boolean known = queues.queues().stream().allMatch(queue -> queue.bytesTotal() > 0);
        return known ? queues.queues().stream().mapToLong(PacketSource::bytesTotal).sum() : 0;
    }

    @Override
    public List<Damage> damages() {
        return queues.queues().stream().flatMap(queue -> queue.damages().stream()).toList();
    }

    @Override
    public List<Need> needs() {
        return queues.queues().stream().flatMap(queue -> queue.needs().stream()).toList();
    }

    @Override
    public void close() {
        queues.close();
    }
}
