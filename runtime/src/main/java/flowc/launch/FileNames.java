package flowc.launch;

import flowc.runtime.InvalidSetting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files on the command line. Bytes that are no text in the system's character set come as U+FFFD, and then the name is another one. */
public final class FileNames {
    private static final char LOST = '\ufffd';

    private FileNames() {}

    /** @throws InvalidSetting when no file can be called so */
    public static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidSetting("'" + name + "' is no name of a file: " + e.getReason() + help(name));
        }
    }

    /** What to add to a message that {@code name} does not exist: nothing, or a line for a name that did not arrive as it was given. */
    public static String help(String name) {
        return isWhole(name) ? "" : "\nhelp: '\ufffd' stands for bytes that are no text in the system's character set, so this is not the name as it was given: rename the file, or name its folder";
    }

    /** @throws InvalidSetting when a file that is written would be called otherwise than it was given; {@code option} is what names it */
    static void requireWhole(String name, String option) {
        if (!isWhole(name)) {
            throw new InvalidSetting("'" + name + "' cannot be written: '\ufffd' stands for bytes that are no text in the system's character set\nhelp: name another file with " + option);
        }
    }

    private static boolean isWhole(String name) {
        return name.indexOf(LOST) < 0;
    }
}
