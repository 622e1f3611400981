package flowc.cli.filter;

import flowc.compiler.syntax.DeepStack;
import flowc.launch.Console;
import flowc.launch.IoReason;
import flowc.runtime.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** Many expressions over the same captures, each a line of tab-separated values. Every capture is read once, every expression compiled once for each link type that they have. */
final class ExpressionsWork {
    private static final int MOST_BYTES = 64 << 20;

    private final FilterCommand options;
    private final Console console;

    ExpressionsWork(FilterCommand options, Console console) {
        this.options = options;
        this.console = console;
    }

    int run() {
        // Meanings are walked here, and expressions may nest deeper than an ordinary stack allows.
        return DeepStack.call(this::printAll);
    }

    private int printAll() {
        final List<ExpressionRows> rows = expressions().stream().map(expression -> new ExpressionRows(options, expression)).toList();
        // Each row chooses for itself.
        return new CaptureWork(options, console).run((_, _) -> 0, _ -> new RowOutput(console.out(), rows));
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
}
