package flowc.launch;

import flowc.runtime.InvalidSetting;
import flowc.runtime.packet.pcap.CaptureFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From what stands behind {@code -r} to the files that are read, in order. */
public final class Captures {
    /** Stands for standard input, and where results go for standard output. */
    public static final String STDIN = CaptureFiles.STANDARD_INPUT.toString();

    /** As captures are called, and rotated ones: {@code a.pcap}, {@code A.PCAP}, {@code a.pcap3}, {@code a.pcap.1}, {@code a.pcap-20261123.gz}. */
    private static final String PLAIN_NAME = "(?is).*\\.(pcap|pcapng|cap|ntar)([.-]?\\d+)?";

    private static final Pattern CAPTURE_NAME = Pattern.compile(PLAIN_NAME + "(\\.gz)?");

    /** Packed otherwise than captures are read. */
    private static final Pattern UNREAD_NAME = Pattern.compile(PLAIN_NAME + "\\.(xz|zst|zstd|bz2|lz4|lzma|lzo|br|z|zip|7z)");

    private Captures() {}

    /**
     * Expands folders: {@code warnings} is told what stands in them and is left out because it is packed in a way that is not read.
     *
     * @throws InvalidSetting when something has no name, does not exist, cannot be read or is a folder without captures
     */
    public static List<Path> files(List<String> arguments, Consumer<String> warnings) {
        final List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            // As a path it would be the current folder, which nobody means who writes -r "$UNSET".
            if (argument.isEmpty()) {
                throw new InvalidSetting("capture '' has an empty name");
            }
            final Path path = FileNames.path(argument);
            if (argument.equals(STDIN)) {
                files.add(path);
            } else if (Files.isDirectory(path)) {
                files.addAll(folder(path, warnings));
            } else {
                files.add(readable(path));
            }
        }
        return files;
    }

    private static Path readable(Path path) {
        if (!Files.exists(path)) {
            throw new InvalidSetting("capture '" + path + "' does not exist" + FileNames.help(path.toString()));
        }
        if (!Files.isReadable(path)) {
            throw new InvalidSetting("capture '" + path + "' may not be read");
        }
        return path;
    }

    private static List<Path> folder(Path folder, Consumer<String> warnings) {
        final List<Path> entries = entries(folder);
        final List<Path> unread = named(entries, UNREAD_NAME);
        if (!unread.isEmpty()) {
            final String first = "'" + unread.getFirst().getFileName() + "'";
            final String what = unread.size() == 1 ? first + " is not read: unpack it" : Units.count(unread.size()) + " packed captures are not read, " + first + " among them: unpack them";
            warnings.accept("folder '" + folder + "': " + what + " first, or pack with gzip");
        }
        final List<Path> captures = named(entries, CAPTURE_NAME);
        if (captures.isEmpty()) {
            throw new InvalidSetting("folder '" + folder + "' has no captures (*.pcap, *.pcapng, *.cap, also with .gz behind)");
        }
        return captures;
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(new NumberedNames()).toList();
        } catch (IOException | UncheckedIOException _) {
            throw new InvalidSetting("folder '" + folder + "' may not be read");
        }
    }

    private static List<Path> named(List<Path> entries, Pattern name) {
        return entries.stream().filter(entry -> name.matcher(entry.getFileName().toString()).matches()).filter(Files::isRegularFile).toList();
    }
}
