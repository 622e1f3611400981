package flowc.launch;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in one line, what was probably meant in a second, and where help is. */
public final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException error, String[] args) {
        final CommandLine command = error.getCommandLine();
        final var err = command.getErr();
        err.println("error: " + message(error));
        final List<String> suggestions = error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!suggestions.isEmpty()) {
            err.println("help: did you mean " + String.join(" or ", suggestions.stream().limit(3).map(s -> "'" + s.strip() + "'").toList()) + "?");
        }
        err.println("help: '" + command.getCommandName() + " --help' shows what there is");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String message(ParameterException error) {
        return switch (error) {
            case UnmatchedArgumentException unmatched -> unmatchedMessage(unmatched);
            case MissingParameterException missing when missing.getMissing().stream().anyMatch(UsageErrors::isRead) -> "nothing to read: give captures with -r FILE";
            default -> plain(error);
        };
    }

    // Picocli says "Invalid value for option '--format' (text|json): expected …"; the option's name and what it expects are enough.
    private static String plain(ParameterException error) {
        final String message = error.getMessage().replaceFirst("^Invalid value for option '([^']+)'[^:]*: expected", "$1 expects");
        return message.replaceFirst("^Expected parameter for option '([^']+)' but found '(.*)'$", "$1 expects a value, got '$2'");
    }

    private static boolean isRead(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.longestName().equals("--read");
    }

    private static String unmatchedMessage(UnmatchedArgumentException error) {
        final String argument = error.getUnmatched().getFirst();
        return argument.startsWith("-") ? "unknown option '" + argument + "'" : "unexpected argument '" + argument + "'";
    }
}
