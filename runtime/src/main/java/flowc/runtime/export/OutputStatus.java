package flowc.runtime.export;

/** What the formatter thread tells everybody else. It writes, any thread reads. */
final class OutputStatus {
    /** Whether sinks take records: until the output fails or is closed. */
    private volatile boolean accepting = true;

    private volatile OutputFailure failure;
    private volatile long written;
    private volatile long lost;

    boolean accepting() {
        return accepting;
    }

    void stopAccepting() {
        accepting = false;
    }

    OutputFailure failure() {
        return failure;
    }

    /** Keeps the first failure. */
    void fail(OutputFailure reason) {
        if (failure == null) {
            failure = reason;
        }
        accepting = false;
    }

    long written() {
        return written;
    }

    void addWritten(long records) {
        written = written + records;
    }

    /** Records that a sink had accepted when writing failed. */
    long lost() {
        return lost;
    }

    void lost(long records) {
        lost = records;
    }
}
