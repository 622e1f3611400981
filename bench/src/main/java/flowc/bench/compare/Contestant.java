package flowc.bench.compare;

import flowc.bench.script.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that prints one JSON object on its last line. */
record Contestant(String name, List<String> command) {
    Path program() {
        return Path.of(command.getFirst());
    }

    /** @throws IOException with what it said when it failed */
    Measurement run() throws IOException, InterruptedException {
        final Process process = Program.start(new ProcessBuilder(command).redirectErrorStream(true));
        final List<String> lines = process.inputReader().readAllLines();
        if (process.waitFor() != 0 || lines.isEmpty()) {
            throw Program.failure(command, process.exitValue(), String.join("\n", lines));
        }
        return Measurement.parse(lines.getLast());
    }
}
