package flowc.launch;

import flowc.runtime.text.PlainText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
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
    private static final String NEGATION = "--no-";

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        final CommandLine command = error.getCommandLine();
        final var err = command.getErr();
        err.println("error: " + PlainText.of(message(error)));
        final String foreign = error instanceof UnmatchedArgumentException unmatched ? ForeignOptions.help(unmatched.getUnmatched().getFirst()) : "";
        final String meant = meant(error, args);
        if (!foreign.isEmpty()) {
            err.println("help: " + foreign);
        } else if (!meant.isEmpty()) {
            err.println("help: did you mean " + PlainText.of(meant) + "?");
        }
        err.println("help: '" + PlainText.of(command.getCommandSpec().qualifiedName()) + " --help' shows what there is");
        err.flush();
        return ExitCode.USAGE;
    }

    /** What was probably meant, quoted; empty when nothing comes to mind. */
    private static String meant(ParameterException error, String[] args) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            final String first = unmatched.getUnmatched().getFirst();
            if (isSwitch(error.getCommandLine(), first)) {
                return "'--" + first.substring(NEGATION.length()) + "=false'";
            }
            final boolean tracker = first.endsWith(".flow") && !error.getCommandLine().getSubcommands().isEmpty();
            return tracker ? "'" + error.getCommandLine().getCommandName() + " run " + first + "'"
                    : String.join(" or ", unmatched.getSuggestions().stream().limit(3).map(s -> "'" + s.strip() + "'").toList());
        }
        return error instanceof MissingParameterException missing && missing.getMissing().stream().anyMatch(UsageErrors::isRead)
                ? Arrays.stream(args).filter(UsageErrors::isFile).findFirst().map(file -> "'-r " + file + "'").orElse("") : "";
    }

    /** Whether {@code --no-name} negates a parameter that is true or false. */
    private static boolean isSwitch(CommandLine command, String option) {
        return option.startsWith(NEGATION) && command.getCommandSpec().optionsMap().get("--" + option.substring(NEGATION.length())) instanceof OptionSpec positive
                && positive.group() != null && "true".equals(positive.fallbackValue());
    }

    private static boolean isFile(String argument) {
        try {
            return !argument.startsWith("-") && Files.exists(Path.of(argument));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static String message(ParameterException error) {
        return switch (error) {
            case UnmatchedArgumentException unmatched -> unmatchedMessage(unmatched);
            case MissingParameterException missing when missing.getMissing().stream().anyMatch(UsageErrors::isRead) -> "nothing to read: give captures with -r FILE";
            case MissingParameterException missing when missing.getMissing().size() == 1 -> missingMessage(missing.getMissing().getFirst(), error);
            default -> plain(error);
        };
    }

    private static String missingMessage(ArgSpec missing, ParameterException error) {
        return switch (missing) {
            // Said of the option itself and of an option without its value.
            case OptionSpec option when !error.getMessage().startsWith("Missing required option") -> option.longestName() + " expects a value";
            case OptionSpec option -> "no " + option.longestName().substring(2) + " given: " + option.longestName() + "=" + option.paramLabel();
            default -> "no " + missing.paramLabel() + " given";
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
