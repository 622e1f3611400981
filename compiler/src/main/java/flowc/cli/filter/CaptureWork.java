package flowc.cli.filter;

import flowc.launch.Captures;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.Interruption;
import flowc.launch.Interrupts;
import flowc.launch.StandardInput;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.packet.pcap.UnwritablePacket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Reads the captures of a command line for an output, to their end or an interrupt, and turns what happened into messages and an exit code. */
final class CaptureWork {
    private final FilterCommand options;
    private final Console console;
    private final boolean color;

    CaptureWork(FilterCommand options, Console console) {
        this.options = options;
        this.console = console;
        this.color = options.common.color();
    }

    /** Where packets of {@code captures} go. */
    interface Opening {
        PacketOutput output(List<Path> captures) throws IOException;
    }

    int run(FilterRun.Selection selection, Opening opening) {
        final List<Path> captures = Captures.files(options.captures, warning -> console.warning(warning, color));
        final InputStream processInput = System.in;
        final StandardInput input = new StandardInput(processInput);
        System.setIn(input);
        try (PacketOutput output = opening.output(captures)) {
            return run(captures, new FilterRun(selection, output, console, color), input);
        } catch (IOException e) {
            return console.outputFailed("cannot write " + what(), e, color);
        } finally {
            System.setIn(processInput);
        }
    }

    private int run(List<Path> captures, FilterRun run, StandardInput input) throws IOException {
        try {
            final Interruption interruption = runUntilInterrupted(captures, run, input);
            interruption.tell(console, color);
            if (interruption != Interruption.NONE) {
                run.warnOfUnread(captures);
            }
            return run.exitCode() == ExitCode.OK ? interruption.exitCode() : run.exitCode();
        } catch (UnwritablePacket e) {
            console.error("cannot write " + what() + ": " + e.getMessage(), color);
            run.warnOfUnread(captures);
            return ExitCode.FAILURE;
        } catch (FilterMaker.Refused e) {
            console.err().println(e.getMessage());
            run.warnOfUnread(captures);
            return ExitCode.USAGE;
        }
    }

    private static Interruption runUntilInterrupted(List<Path> captures, FilterRun run, StandardInput input) throws IOException {
        try (Interrupts interrupts = Interrupts.ofReading(input, run::openNoMore, run::stop)) {
            run.run(captures, (Damage damage) -> input.endedEarly() && damage.file().equals(CaptureFiles.STANDARD_INPUT_NAME));
            return run.isAtEnd(captures) && !input.isCut() ? Interruption.NONE : interrupts.first();
        }
    }

    private String what() {
        return options.target == null ? "results" : options.target.equals(Captures.STDIN) ? "to stdout" : "'" + options.target + "'";
    }
}
