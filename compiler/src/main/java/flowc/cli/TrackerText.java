package flowc.cli;

import flowc.compiler.source.Source;
import flowc.launch.FileNames;
import flowc.launch.IoReason;
import flowc.launch.WholeFile;
import flowc.runtime.InvalidSetting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file that a command names. */
final class TrackerText {
    private TrackerText() {}

    /** @throws InvalidSetting when it is no tracker; the message is for the user */
    static Source read(String file) {
        final Path path = FileNames.path(file);
        requireFile(path, file);
        try {
            final byte[] bytes = WholeFile.bytes(path, "a tracker");
            return new Source(file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            throw new InvalidSetting("'" + file + "' is not UTF-8 text");
        } catch (IOException e) {
            throw new InvalidSetting("tracker '" + file + "' cannot be read: " + IoReason.of(e));
        }
    }

    private static void requireFile(Path path, String file) {
        if (!Files.exists(path)) {
            throw new InvalidSetting("tracker '" + file + "' does not exist" + FileNames.help(file));
        }
        if (Files.isDirectory(path)) {
            throw new InvalidSetting("tracker '" + file + "' is a folder");
        }
        if (!Files.isReadable(path)) {
            throw new InvalidSetting("tracker '" + file + "' may not be read: no permission");
        }
    }
}
