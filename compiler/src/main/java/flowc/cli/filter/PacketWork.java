package flowc.cli.filter;

import flowc.launch.Captures;
import flowc.launch.Console;
import flowc.launch.FileNames;
import flowc.launch.OutputFile;
import flowc.launch.ResultFile;
import flowc.runtime.export.OutputOptions.Format;
import flowc.runtime.packet.pcap.WriterSettings;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Counts, lists or writes the packets of captures that one expression accepts. */
final class PacketWork {
    private final FilterCommand options;
    private final Console console;

    PacketWork(FilterCommand options, Console console) {
        this.options = options;
        this.console = console;
    }

    int run() {
        final ExpressionMaker maker = new ExpressionMaker(options, options.expression());
        if (options.explain) {
            console.err().print(Explanation.of(maker));
        }
        return new CaptureWork(options, console).run(new LinkFilters(maker)::select, this::output);
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
