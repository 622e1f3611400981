package flowc.cli;

import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Help and version from ready texts. Picocli would need longer to start than all the rest of {@code flowc --help}; a test holds the texts
 * equal to what picocli says of the commands.
 */
final class HelpText {
    static final Set<String> COMMANDS = Set.of("check", "run", "compile", "show", "explain", "filter", "bench");
    private static final Set<String> HELP = Set.of("--help", "-h", "help");
    private static final Set<String> VERSION = Set.of("--version", "-V", "version");

    private HelpText() {}

    /** Whether the arguments ask for a text that is ready. {@code run FILE --help} is not: it depends on the file. */
    static boolean isAsked(String[] args) {
        return switch (args.length) {
            case 0 -> true;
            case 1 -> HELP.contains(args[0]) || VERSION.contains(args[0]);
            case 2 -> !topic(args).isEmpty();
            default -> false;
        };
    }

    private static String topic(String[] args) {
        final boolean before = HELP.contains(args[0]) && COMMANDS.contains(args[1]);
        final boolean after = COMMANDS.contains(args[0]) && HELP.contains(args[1]) && !args[1].equals("help");
        return before ? args[1] : after ? args[0] : "";
    }

    /** Prints to stdout; without any argument to stderr, since nothing was asked. */
    static int print(String[] args, Console console) throws IOException {
        if (args.length == 0) {
            console.err().print(text("flowc"));
            return ExitCode.USAGE;
        }
        final boolean version = args.length == 1 && VERSION.contains(args[0]);
        final String text = version ? Version.line() + "\n" : text(args.length == 1 ? "flowc" : topic(args));
        return console.print(text, false);
    }

    static String text(String command) throws IOException {
        try (InputStream resource = HelpText.class.getResourceAsStream("help/" + command + ".txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
