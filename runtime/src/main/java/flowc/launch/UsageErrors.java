package flowc.launch;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
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
            case MissingParameterException missing when missing.getMissing().stream().anyMatch(arg -> arg.paramLabel().equals("FILE") && arg.isOption()) ->
                missing.getMessage().startsWith("Missing required") ? "nothing to read: give captures with -r FILE" : missing.getMessage();
            default -> error.getMessage();
        };
    }

    private static String unmatchedMessage(UnmatchedArgumentException error) {
        final String argument = error.getUnmatched().getFirst();
        return argument.startsWith("-") ? "unknown option '" + argument + "'" : "unexpected argument '" + argument + "'";
    }
}
