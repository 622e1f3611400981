package flowc.runtime;

import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;

/** Calls something before and after each burst of another source. */
final class Measured extends ForwardingSource {
    private final Runnable onFill;
    private final Runnable onFilled;

    Measured(PacketSource source, Runnable onFill) {
        this(source, onFill, () -> { });
    }

    Measured(PacketSource source, Runnable onFill, Runnable onFilled) {
        super(source);
        this.onFill = onFill;
        this.onFilled = onFilled;
    }

    @Override
    public boolean fill(PacketBurst burst) {
        onFill.run();
        final boolean more = super.fill(burst);
        onFilled.run();
        return more;
    }
}
