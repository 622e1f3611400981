package flowc.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/**
 * Standard output or standard error. Never closed before the process ends: where who started it had closed one, the JVM has a file of its own
 * in that place, and dies of losing it.
 */
final class StandardStream extends FileOutputStream {
    StandardStream(FileDescriptor descriptor) {
        super(descriptor);
    }

    @Override
    public void close() {
        // The system does, behind the JVM's last need of it. Nothing is held back here that would have to be written first.
    }
}
