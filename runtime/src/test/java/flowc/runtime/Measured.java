package flowc.runtime;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/** Calls something at each burst of another source. */
record Measured(PacketSource source, Runnable onFill) implements PacketSource {
    @Override
    public boolean fill(PacketBurst burst) {
        onFill.run();
        return source.fill(burst);
    }

    @Override
    public void retain() {
        source.retain();
    }

    @Override
    public void release(long bursts) {
        source.release(bursts);
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public long bytesTotal() {
        return source.bytesTotal();
    }

    @Override
    public List<Damage> damages() {
        return source.damages();
    }

    @Override
    public void close() {
        source.close();
    }
}
