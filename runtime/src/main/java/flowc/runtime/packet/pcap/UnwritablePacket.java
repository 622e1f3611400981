package flowc.runtime.packet.pcap;

import java.io.IOException;

/** A packet that the chosen kind of file cannot hold; the message says why and what to do. */
public final class UnwritablePacket extends IOException {
    private static final long serialVersionUID = 1L;

    UnwritablePacket(String message) {
        super(message);
    }
}
