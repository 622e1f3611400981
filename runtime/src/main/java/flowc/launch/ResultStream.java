package flowc.launch;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/** The stream that a run's results go to: standard output, or the file of {@code -o}. */
final class ResultStream implements Closeable {
    private final RunOptions options;
    private final Console console;
    /** Null until a run has opened it. */
    private OutputStream stream;

    ResultStream(RunOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    OutputStream open() throws IOException {
        stream = options.output == null ? console.out() : Files.newOutputStream(options.output);
        return stream;
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
