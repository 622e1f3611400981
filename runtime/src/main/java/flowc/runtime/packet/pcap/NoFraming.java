package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;

/** Bytes that are no capture, or one that we do not read. */
final class NoFraming extends Framing {
    NoFraming(String reason) {
        super(0, 0);
        wrong("%s", reason);
    }

    @Override
    void fill(PacketBurst burst) {
        // Nothing can be framed.
    }

    @Override
    boolean isSwapped() {
        return false;
    }
}
