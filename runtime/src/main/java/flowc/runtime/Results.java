package flowc.runtime;

import java.io.IOException;
import java.io.OutputStream;

/** Where the results of a run go. */
@FunctionalInterface
public interface Results {
    /**
     * Called once a run has all it needs, before its first packet, and never when it is refused: to open a file is to empty it. What is opened
     * stays the caller's to close.
     */
    OutputStream open() throws IOException;
}
