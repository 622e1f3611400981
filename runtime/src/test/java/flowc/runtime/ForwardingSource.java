package flowc.runtime;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/** Another source, but for what a test makes of it. */
abstract class ForwardingSource implements PacketSource {
    private final PacketSource source;

    ForwardingSource(PacketSource source) {
        this.source = source;
    }

    @Override
    public boolean fill(PacketBurst burst) {
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
    public List<Damage> cut() {
        return source.cut();
    }

    @Override
    public List<Need> needs() {
        return source.needs();
    }

    @Override
    public void close() {
        source.close();
    }
}
