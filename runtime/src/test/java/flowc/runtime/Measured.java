package flowc.runtime;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.util.List;

/** Calls something before and after each burst of another source. */
record Measured(PacketSource source, Runnable onFill, Runnable onFilled) implements PacketSource {
    Measured(PacketSource source, Runnable onFill) {
        this(source, onFill, () -> { });
    }

    @Override
    public boolean fill(PacketBurst burst) {
        onFill.run();
        final boolean more = source.fill(burst);
        onFilled.run();
        return more;
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
    public void close() {
        source.close();
    }
}
