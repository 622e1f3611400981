package flowc.launch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;

/** The stream that a run's results go to: standard output, or the file of {@code -o}. */
final class ResultStream implements Closeable {
    private final RunOptions options;
    private final Console console;
    /** Null until a run has opened it. */
    private OutputStream stream;
    /** Null while results go to standard output. */
    private ResultFile file;

    ResultStream(RunOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    OutputStream open() throws IOException {
        if (options.output == null) {
            stream = console.out();
        } else {
            file = ResultFile.open(options.output);
            stream = Channels.newOutputStream(file);
        }
        return stream;
    }

    /** Leaves the file of {@code -o} as it was, if nothing was written until now. */
    void keep() {
        if (file != null) {
            file.keep();
        }
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
