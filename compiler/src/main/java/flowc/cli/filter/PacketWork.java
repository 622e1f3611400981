package flowc.cli.filter;

import flowc.launch.Captures;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.FileNames;
import flowc.launch.Interruption;
import flowc.launch.Interrupts;
import flowc.launch.IoReason;
import flowc.launch.OutputFile;
import flowc.launch.ResultFile;
import flowc.launch.StandardInput;
import flowc.runtime.export.OutputOptions.Format;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.packet.pcap.UnwritablePacket;
import flowc.runtime.packet.pcap.WriterSettings;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Counts, lists or writes the packets of captures that one expression accepts. */
final class PacketWork {
    private final FilterCommand options;
    private final Console console;
    private final boolean color;

    PacketWork(FilterCommand options, Console console) {
        this.options = options;
        this.console = console;
        this.color = options.common.color();
    }

    int run() {
        final ExpressionMaker maker = new ExpressionMaker(options, options.expression());
        if (options.explain) {
            console.err().print(Explanation.of(maker));
        }
        final List<Path> captures = Captures.files(options.captures, warning -> console.warning(warning, color));
        final InputStream processInput = System.in;
        final StandardInput input = new StandardInput(processInput);
        System.setIn(input);
        try (PacketOutput output = output(captures)) {
            return run(captures, new FilterRun(new LinkFilters(maker), output, console, color), input);
        } catch (IOException e) {
            return outputFailed(e);
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

    private int outputFailed(IOException e) {
        // A reader such as 'head' that has seen enough is no failure.
        if (IoReason.isReaderGone(e)) {
            return ExitCode.OK;
        }
        console.error("cannot write " + what() + ": " + IoReason.of(e), color);
        return ExitCode.FAILURE;
    }

    private String what() {
        return options.target == null ? "results" : options.target.equals(Captures.STDIN) ? "to stdout" : "'" + options.target + "'";
    }

    private PacketOutput output(List<Path> captures) throws IOException {
        final boolean many = captures.size() > 1;
        if (options.count) {
            return new CountOutput(console.out(), options.format == Format.JSON, many);
        }
        if (options.target == null) {
            return new ListOutput(console.out(), options.format == Format.JSON, many);
        }
        final long snaplen = options.snaplen == null ? WriterSettings.NO_SNAPLEN : options.snaplen;
        return new FileOutput(options.target, channel(captures), new WriterSettings(snaplen, many));
    }

    private WritableByteChannel channel(List<Path> captures) throws IOException {
        if (options.target.equals(Captures.STDIN)) {
            final OutputStream out = console.out();
            return out instanceof FileOutputStream file ? file.getChannel() : Channels.newChannel(out);
        }
        final Path target = FileNames.path(options.target);
        OutputFile.require(target, "--write", captures);
        return ResultFile.open(target);
    }
}
