package flowc.cli.filter;

import flowc.compiler.syntax.DeepStack;
import flowc.launch.Console;
import flowc.launch.IoReason;
import flowc.launch.WholeFile;
import flowc.runtime.InvalidSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Many expressions over the same captures, each a line of tab-separated values. Every capture is read once, every expression compiled once for each link type that they have. */
final class ExpressionsWork {
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
        try {
            // Bytes that are no UTF-8 become characters that no filter has, so that only their line is an error.
            final String text = new String(WholeFile.bytes(options.expressions, "a file of expressions"), StandardCharsets.UTF_8);
            return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new InvalidSetting("cannot read '" + options.expressions + "': " + IoReason.of(e));
        }
    }
}
