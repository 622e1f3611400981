package flowc.launch;

import flowc.runtime.InvalidSetting;
import flowc.runtime.ParamValue;
import flowc.runtime.Tracker;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A command whose options are its own and a tracker's parameters: parses them, shows help, and says what is wrong with them. */
public final class ParamCommand {
    private final CommandLine command;
    private final Tracker tracker;
    private final CommonOptions common;
    private final Console console;

    /** {@code spec} holds the command's own options, {@code common} among them. */
    public ParamCommand(CommandSpec spec, Tracker tracker, CommonOptions common, Console console) {
        ParamOptions.add(spec, tracker.descriptor().params());
        this.command = new CommandLine(spec);
        this.tracker = tracker;
        this.common = common;
        this.console = console;
        command.setErr(new PrintWriter(console.err(), true));
    }

    /** What is done with right options; an {@link InvalidSetting} or {@link ParameterException} is told to the user. */
    public interface Work {
        /** Returns the process's exit code. */
        int run(CommandLine command, List<ParamValue> params);
    }

    /** Returns the process's exit code. */
    public int run(String[] args, Work work) {
        try {
            final ParseResult parsed = command.parseArgs(args);
            if (parsed.isUsageHelpRequested()) {
                return console.print(command.getUsageMessage(), common.color());
            }
            return work.run(command, ParamOptions.values(parsed, tracker.descriptor().params()));
        } catch (ParameterException e) {
            return new UsageErrors().handleParseException(e, args);
        } catch (InvalidSetting e) {
            console.error(e.getMessage(), common.color());
            return ExitCode.USAGE;
        }
    }
}
