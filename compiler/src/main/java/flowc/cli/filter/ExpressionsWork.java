package flowc.cli.filter;

import flowc.compiler.syntax.DeepStack;
import flowc.launch.Captures;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.Interruption;
import flowc.launch.Interrupts;
import flowc.launch.IoReason;
import flowc.runtime.InvalidSetting;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.packet.pcap.UnreadableCapture;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Many expressions over the same captures, each a line of tab-separated values. Every capture is mapped once, every expression compiled once for
 * each link type that the captures have.
 */
final class ExpressionsWork {
    private static final int MOST_BYTES = 64 << 20;
    private static final String EMPTY = "<empty>";

    private final FilterCommand options;
    private final Console console;
    private final PacketBurst burst = new PacketBurst();
    private volatile boolean stopped;
    /** Whether an expression was not matched with a capture. */
    private boolean left;

    ExpressionsWork(FilterCommand options, Console console) {
        this.options = options;
        this.console = console;
    }

    int run() {
        // Meanings are walked here, and expressions may nest deeper than an ordinary stack allows.
        return DeepStack.call(this::printAll);
    }

    private int printAll() {
        final List<String> expressions = expressions();
        final List<CaptureReader> readers = new ArrayList<>();
        try (Interrupts interrupts = new Interrupts(() -> stopped = true); OutputStream out = new BufferedOutputStream(console.out(), 1 << 16)) {
            int exitCode = open(readers);
            for (String expression : expressions) {
                for (String line : lines(expression, readers)) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            for (CaptureReader reader : readers) {
                if (reader.damage().isPresent()) {
                    console.error(reader.damage().get().text(), options.common.color());
                    exitCode = ExitCode.FAILURE;
                }
            }
            final Interruption interruption = left ? interrupts.first() : Interruption.NONE;
            interruption.tell(console, options.common.color());
            return exitCode == ExitCode.OK ? interruption.exitCode() : exitCode;
        } catch (IOException e) {
            if (IoReason.isReaderGone(e)) {
                return ExitCode.OK;
            }
            console.error("cannot write results: " + IoReason.of(e), options.common.color());
            return ExitCode.FAILURE;
        } finally {
            readers.forEach(CaptureReader::close);
        }
    }

    private List<String> expressions() {
        try (InputStream in = Files.newInputStream(options.expressions)) {
            final byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidSetting("'" + options.expressions + "' is too large to be a file of expressions (over 64 MiB)");
            }
            // Bytes that are no UTF-8 become characters that no filter has, so that only their line is an error.
            return new String(bytes, StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new InvalidSetting("cannot read '" + options.expressions + "': " + IoReason.of(e));
        }
    }

    private int open(List<CaptureReader> readers) {
        int exitCode = ExitCode.OK;
        for (Path capture : Captures.files(options.captures, warning -> console.warning(warning, options.common.color()))) {
            try {
                readers.add(CaptureReader.open(capture));
            } catch (UnreadableCapture e) {
                console.error(e.path() + ": " + e.reason(), options.common.color());
                exitCode = ExitCode.FAILURE;
            }
        }
        return exitCode;
    }

    private List<String> lines(String expression, List<CaptureReader> readers) {
        final List<String> lines = new ArrayList<>();
        LinkFilters filters = null;
        String mistake = null;
        try {
            filters = new LinkFilters(new ExpressionMaker(options, expression.equals(EMPTY) ? "" : expression));
        } catch (FilterMaker.Refused e) {
            mistake = error(e);
        }
        for (CaptureReader reader : readers) {
            left |= stopped;
            if (!left) {
                lines.add(expression + "\t" + reader.name() + "\t" + (mistake == null ? outcome(filters, reader) : mistake) + "\n");
            }
        }
        return lines;
    }

    private String outcome(LinkFilters filters, CaptureReader reader) {
        try {
            reader.rewind();
            final MatchHash hash = new MatchHash();
            long index = 0;
            while (reader.fill(burst)) {
                hash.add(filters.select(burst, reader), index);
                index += burst.count();
            }
            return hash.toString();
        } catch (FilterMaker.Refused e) {
            return error(e);
        }
    }

    private static String error(FilterMaker.Refused refused) {
        return "ERROR\t" + refused.getMessage().lines().findFirst().orElse("").replaceFirst("^error: ", "");
    }
}
