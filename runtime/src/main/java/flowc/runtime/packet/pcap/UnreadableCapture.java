package flowc.runtime.packet.pcap;

import java.nio.file.Path;

/** A capture file that cannot be read at all, found before anything runs: missing, a directory, no permission. */
public final class UnreadableCapture extends Exception {
    private final transient Path path;
    private final String reason;

    UnreadableCapture(Path path, String reason) {
        super(path + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    public Path path() {
        return path;
    }

    /** Why, without the name of the file: {@code "does not exist"}. */
    public String reason() {
        return reason;
    }
}
