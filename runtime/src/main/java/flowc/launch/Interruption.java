package flowc.launch;

/** What ended a run before its input did. */
public enum Interruption {
    NONE(ExitCode.OK),

    /** Ctrl-C: who pressed it knows that results are of a part. */
    INTERRUPTED(ExitCode.OK),

    /** TERM: what a program sends, and scripts that come after must not take the part for the whole. */
    TERMINATED(ExitCode.TERMINATED);

    private final int exitCode;

    Interruption(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Of a run that is fine but for this. */
    public int exitCode() {
        return exitCode;
    }

    /** Says that results are of a part, if they are. */
    public void tell(Console console, boolean color) {
        if (this != NONE) {
            console.warning("interrupted before the end of the input: results are of what was read until then", color);
        }
    }
}
