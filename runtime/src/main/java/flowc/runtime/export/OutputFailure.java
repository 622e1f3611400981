package flowc.runtime.export;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/**
 * Why writing stopped before the end.
 *
 * @param message for the user, without a path of the output, which the caller knows
 * @param readerGone whether the reader of a pipe went away, as {@code | head} does: the run ends quietly
 */
public record OutputFailure(String message, boolean readerGone) {
    static OutputFailure of(Throwable cause) {
        final String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return switch (cause) {
            case RunFile.SpoolException _ -> new OutputFailure(reason, false);
            case IOException failure -> new OutputFailure("cannot write results: " + reason, isReaderGone(failure));
            case OutOfMemoryError _ -> new OutputFailure("there is not enough memory to write the results: " + reason, false);
            default -> new OutputFailure("results could not be formatted, which is a mistake in flowc: " + cause, false);
        };
    }

    /** Whether writing failed because nobody reads any more. */
    public static boolean isReaderGone(IOException failure) {
        // EPIPE has no exception class of its own, and its text is the C library's, translated; "pipe" stays in the translations. Where a file could
        // not be opened, the message is its path.
        return !namesFile(failure) && failure.getMessage() != null && failure.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static boolean namesFile(IOException failure) {
        return failure instanceof FileSystemException || failure instanceof FileNotFoundException;
    }
}
