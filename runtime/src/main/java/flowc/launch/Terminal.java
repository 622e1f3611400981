package flowc.launch;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells whether a standard stream is a terminal. {@code System.console()} speaks of stdin and stdout only and loads a line editor. */
public final class Terminal {
    public static final int STDOUT = 1;
    public static final int STDERR = 2;

    private Terminal() {}

    public static boolean is(int descriptor) {
        try {
            // Linux says it without a native call, which would cost 40 ms of start-up.
            final String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            return isatty(descriptor);
        }
    }

    /** Whether a stream that may be a {@code terminal} takes sequences that steer it: one that calls itself dumb, as those of editors do, would show them. */
    static boolean takesControls(Map<String, String> environment, boolean terminal) {
        return terminal && !"dumb".equals(environment.get("TERM"));
    }

    private static boolean isatty(int descriptor) {
        try {
            final Linker linker = Linker.nativeLinker();
            final var function = linker.defaultLookup().find("isatty").orElseThrow();
            final var handle = linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) handle.invokeExact(descriptor) == 1;
        } catch (Throwable _) {
            return false;
        }
    }
}
