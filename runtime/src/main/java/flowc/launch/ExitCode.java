package flowc.launch;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a process says when it ends. */
public final class ExitCode {
    /** Fine, also after a first interrupt: everything was drained and printed. */
    public static final int OK = 0;

    /** The program is wrong. */
    public static final int PROGRAM = 1;

    /** Wrong usage. */
    public static final int USAGE = 2;

    /** Bytes could not be framed or the system failed; partial results are printed. */
    public static final int FAILURE = 3;

    /** Something was lost and {@code --strict} was given. */
    public static final int LOST = 4;

    /** Ended by a first HUP before the input was, as by TERM. */
    public static final int HUNG_UP = 129;

    /** Interrupted twice: ended at once; or interrupted before there was anything to report. */
    public static final int INTERRUPTED = 130;

    /** Ended by a first TERM before the input was: results of what was read are printed; by a second one at once. As of a process that takes no signals. */
    public static final int TERMINATED = 143;

    private ExitCode() {}

    /** Codes and meanings of a command that runs trackers, for its help. */
    public static Map<String, String> ofRun() {
        final Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "fine, also after a first Ctrl-C");
        codes.put("1", "the tracker is wrong");
        codes.put("2", "wrong usage");
        codes.put("3", "a capture is damaged or the system failed; results so far are printed");
        codes.put("4", "something was lost and --strict was given");
        codes.put("129", "the terminal was closed (SIGHUP) before the end of the input; results so far are printed");
        codes.put("130", "interrupted twice");
        codes.put("143", "SIGTERM came before the end of the input; results so far are printed, unless it came twice");
        return codes;
    }

    /** The same of a command that measures. */
    public static Map<String, String> ofBench() {
        final Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "fine, also after a first Ctrl-C: what was measured so far is reported");
        codes.put("1", "the tracker is wrong");
        codes.put("2", "wrong usage");
        codes.put("3", "the system failed");
        codes.put("130", "interrupted twice, or before anything was measured");
        codes.put("143", "SIGTERM came twice");
        return codes;
    }

    /** The same of a command that only compiles. */
    public static Map<String, String> ofCompilation() {
        final Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "fine, perhaps with warnings");
        codes.put("1", "the tracker is wrong");
        codes.put("2", "wrong usage");
        codes.put("3", "the system failed");
        return codes;
    }

    /** The same of a command that filters captures. */
    public static Map<String, String> ofFilter() {
        final Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "fine, also when nothing matched and after a first Ctrl-C");
        codes.put("2", "wrong usage, or the expression is wrong");
        codes.put("3", "a capture is damaged or the system failed; what was whole was filtered");
        codes.put("129", "the terminal was closed (SIGHUP) before the end of the input; what was read was filtered");
        codes.put("130", "interrupted twice");
        codes.put("143", "SIGTERM came before the end of the input; what was read was filtered, unless it came twice");
        return codes;
    }
}
