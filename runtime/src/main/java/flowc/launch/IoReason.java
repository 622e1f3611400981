package flowc.launch;

import flowc.runtime.export.OutputFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words; the JDK's messages are mostly nothing but the path. */
public final class IoReason {
    private IoReason() {}

    /** Whether it is none of ours: a reader such as {@code head} has seen enough. */
    public static boolean isReaderGone(IOException error) {
        return OutputFailure.isReaderGone(error);
    }

    public static String of(IOException error) {
        return switch (error) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "no permission";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        };
    }
}
