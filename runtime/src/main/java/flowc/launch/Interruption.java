package flowc.launch;

/** What ended a run before its input did. */
public enum Interruption {
    NONE(ExitCode.OK, ExitCode.OK),

    /** Ctrl-C: who pressed it knows that results are of a part. */
    INTERRUPTED(ExitCode.OK, ExitCode.INTERRUPTED),

    /** TERM: what a program sends, and scripts that come after must not take the part for the whole. */
    TERMINATED(ExitCode.TERMINATED, ExitCode.TERMINATED),

    /** HUP: the terminal is closed, and nobody sees what is missing. */
    HUNG_UP(ExitCode.HUNG_UP, ExitCode.HUNG_UP);

    private final int exitCode;
    private final int exitCodeAtOnce;

    Interruption(int exitCode, int exitCodeAtOnce) {
        this.exitCode = exitCode;
        this.exitCodeAtOnce = exitCodeAtOnce;
    }

    /** Of a run that is fine but for this. */
    public int exitCode() {
        return exitCode;
    }

    /** Of a run that this ends at once, behind another: what a process has that takes no signals. */
    int exitCodeAtOnce() {
        return exitCodeAtOnce;
    }

    /** Says that results are of a part, if they are. */
    public void tell(Console console, boolean color) {
        if (this != NONE) {
            console.warning("interrupted before the end of the input: results are of what was read until then", color);
        }
    }
}
