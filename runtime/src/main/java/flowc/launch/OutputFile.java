package flowc.launch;

import flowc.runtime.InvalidSetting;
import flowc.runtime.packet.pcap.CaptureFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a command may write the file that its user names, asked before anything is opened: what is written loses what it held. */
public final class OutputFile {
    /** Where the system has one, the file that standard input may come from. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private OutputFile() {}

    /**
     * {@code read} is what the command reads, {@code -} for standard input; {@code option} is what names another file.
     *
     * @throws InvalidSetting when {@code target} is no name, or not the one that was given, a folder, or under whatever path one of the files that are read
     * @throws FileSystemException when it names a descriptor of the process that cannot be written
     */
    public static void require(Path target, String option, List<Path> read) throws IOException {
        if (target.toString().isEmpty()) {
            throw new InvalidSetting(option + " expects the name of a file, got ''");
        }
        FileNames.requireWhole(target.toString(), option);
        if (DescriptorName.isReadOnly(target)) {
            throw new FileSystemException(target.toString(), null, "it is closed, or not open for writing");
        }
        if (Files.isDirectory(target)) {
            throw new InvalidSetting("'" + target + "' is a folder");
        }
        // Pipes and devices lose nothing by being opened.
        if (Files.isRegularFile(target)) {
            for (final Path file : read) {
                requireOther(target, option, file);
            }
        }
    }

    private static void requireOther(Path target, String option, Path read) throws IOException {
        final boolean isInput = read.toString().equals(Captures.STDIN);
        final Path file = isInput ? STANDARD_INPUT : read;
        if (Files.exists(file) && Files.isSameFile(file, target)) {
            final String name = isInput ? CaptureFiles.STANDARD_INPUT_NAME : "'" + file + "'";
            final String which = file.equals(target) ? "" : " is " + name + ", which";
            throw new InvalidSetting("'" + target + "'" + which + " is read and cannot be written at the same time\nhelp: name another file with " + option);
        }
    }
}
