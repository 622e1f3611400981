package flowc.runtime.packet.pcap;

import java.io.IOException;

/** A packet, or a capture, that the chosen kind of file cannot hold; the message names the capture, says why and what to do. */
public final class UnwritablePacket extends IOException {
    private static final long serialVersionUID = 1L;

    UnwritablePacket(String message) {
        super(message);
    }

    /** The same, of a packet of {@code capture}. */
    UnwritablePacket of(String capture) {
        return new UnwritablePacket(capture + ": " + getMessage());
    }
}
