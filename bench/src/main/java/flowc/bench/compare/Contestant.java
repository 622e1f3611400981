package flowc.bench.compare;

import java.io.IOException;
import java.util.List;

/** A program that prints one JSON object on its last line. */
record Contestant(String name, List<String> command) {
    /** @throws IOException with what it said when it failed */
    Measurement run() throws IOException {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final List<String> lines = process.inputReader().readAllLines();
        try {
            if (process.waitFor() != 0 || lines.isEmpty()) {
                throw new IOException(String.join(" ", command) + " failed:\n" + String.join("\n", lines));
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted", e);
        }
        return Measurement.parse(lines.getLast());
    }
}
