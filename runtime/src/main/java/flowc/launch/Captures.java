package flowc.launch;

import flowc.runtime.InvalidSetting;
import flowc.runtime.packet.pcap.CaptureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From what stands behind {@code -r} to the files that are read, in order. */
public final class Captures {
    /** Stands for standard input, and where results go for standard output. */
    public static final String STDIN = CaptureFiles.STANDARD_INPUT.toString();

    private static final String CAPTURE_NAME = ".*\\.(pcap|pcapng|cap|ntar)\\d*";

    private Captures() {}

    /**
     * Expands folders.
     *
     * @throws InvalidSetting when something has no name, does not exist, cannot be read or is a folder without captures
     */
    public static List<Path> files(List<String> arguments) {
        final List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            // As a path it would be the current folder, which nobody means who writes -r "$UNSET".
            if (argument.isEmpty()) {
                throw new InvalidSetting("capture '' has an empty name");
            }
            final Path path = Path.of(argument);
            if (argument.equals(STDIN)) {
                files.add(path);
            } else if (Files.isDirectory(path)) {
                files.addAll(folder(path));
            } else {
                files.add(readable(path));
            }
        }
        return files;
    }

    private static Path readable(Path path) {
        if (!Files.exists(path)) {
            throw new InvalidSetting("capture '" + path + "' does not exist");
        }
        if (!Files.isReadable(path)) {
            throw new InvalidSetting("capture '" + path + "' may not be read");
        }
        return path;
    }

    private static List<Path> folder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            final List<Path> captures = entries.filter(entry -> entry.getFileName().toString().matches(CAPTURE_NAME)).filter(Files::isRegularFile).sorted().toList();
            if (captures.isEmpty()) {
                throw new InvalidSetting("folder '" + folder + "' has no captures (*.pcap, *.pcapng, *.cap)");
            }
            return captures;
        } catch (IOException _) {
            throw new InvalidSetting("folder '" + folder + "' may not be read");
        }
    }
}
