package flowc.launch;

import flowc.runtime.export.OutputFailure;
import flowc.runtime.file.FailureReason;
import java.io.IOException;

/** Why a file of the command line could not be used. */
public final class IoReason {
    private IoReason() {}

    /** Whether it is none of ours: a reader such as {@code head} has seen enough. */
    public static boolean isReaderGone(IOException error) {
        return OutputFailure.isReaderGone(error);
    }

    public static String of(IOException error) {
        return FailureReason.of(error);
    }
}
