package flowc.cli;

import flowc.launch.Console;

/** Opens {@link Main} to tests of other packages. */
public final class InProcess {
    private InProcess() {}

    public static int run(String[] args, Console console) {
        return Main.run(args, console);
    }
}
