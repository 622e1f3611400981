package flowc.cli;

import flowc.compiler.FlowText;
import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import flowc.launch.FileNames;
import flowc.runtime.InvalidSetting;

/** Reads the file that a command names. */
final class TrackerText {
    private TrackerText() {}

    /** @throws InvalidSetting when it is no tracker; the message is for the user */
    static Source read(String file) {
        try {
            return FlowText.read(FlowText.path(file), file);
        } catch (UnreadableSource e) {
            throw new InvalidSetting(switch (e.why()) {
                case NAME -> "'" + file + "' " + e.getMessage() + FileNames.help(file);
                case MISSING -> "tracker '" + file + "' " + e.getMessage() + FileNames.help(file);
                case SIZE -> "'" + file + "' " + e.getMessage() + "; captures stand behind -r";
                case TEXT -> "'" + file + "' " + e.getMessage();
                case KIND, PERMISSION, READING -> "tracker '" + file + "' " + e.getMessage();
            });
        }
    }
}
