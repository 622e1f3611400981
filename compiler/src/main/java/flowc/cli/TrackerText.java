package flowc.cli;

import flowc.compiler.source.Source;
import flowc.launch.FileNames;
import flowc.launch.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the file that a command names. */
final class TrackerText {
    private static final int MOST_BYTES = 4 << 20;

    private TrackerText() {}

    /** A file that is no tracker; the message is one line for the user. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static Source read(String file) throws Unreadable {
        try {
            final Path path = Path.of(file);
            requireFile(path, file);
            final byte[] bytes = bytes(path, file);
            return new Source(file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            throw new Unreadable("'" + file + "' is not UTF-8 text");
        } catch (InvalidPathException e) {
            throw new Unreadable("'" + file + "' is no name of a file: " + e.getReason() + FileNames.help(file));
        } catch (IOException e) {
            throw new Unreadable("tracker '" + file + "' cannot be read: " + IoReason.of(e));
        }
    }

    private static void requireFile(Path path, String file) throws Unreadable {
        if (!Files.exists(path)) {
            throw new Unreadable("tracker '" + file + "' does not exist" + FileNames.help(file));
        }
        if (Files.isDirectory(path)) {
            throw new Unreadable("tracker '" + file + "' is a folder");
        }
        if (!Files.isReadable(path)) {
            throw new Unreadable("tracker '" + file + "' may not be read: no permission");
        }
    }

    /** Of a pipe or a device nobody knows before how much it brings. */
    private static byte[] bytes(Path path, String file) throws Unreadable, IOException {
        try (InputStream in = Files.newInputStream(path)) {
            final byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Unreadable("'" + file + "' is too large to be a tracker (over 4 MiB); captures stand behind -r");
            }
            return bytes;
        }
    }
}
