package flowc.cli;

import flowc.launch.Console;
import flowc.launch.Crash;

/** Where {@code flowc} begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, Console.standard()));
    }

    /** Runs one command and returns the process's exit code; nothing is thrown. */
    static int run(String[] args, Console console) {
        try {
            return HelpText.isAsked(args) ? HelpText.print(args, console) : Commands.run(args, console);
        } catch (Throwable e) {
            return Crash.report(e, console.err());
        }
    }
}
