package flowc.cli;

import flowc.compiler.FlowText;
import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import flowc.launch.FileNames;

/** Reads the file that a command names. */
final class TrackerText {
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
            return FlowText.read(FlowText.path(file), file);
        } catch (UnreadableSource e) {
            throw new Unreadable(switch (e.why()) {
                case NAME -> "'" + file + "' " + e.getMessage() + FileNames.help(file);
                case MISSING -> "tracker '" + file + "' " + e.getMessage() + FileNames.help(file);
                case SIZE -> "'" + file + "' " + e.getMessage() + "; captures stand behind -r";
                case TEXT -> "'" + file + "' " + e.getMessage();
                case KIND, PERMISSION, READING -> "tracker '" + file + "' " + e.getMessage();
            });
        }
    }
}
