package flowc.launch;

import flowc.runtime.Loss;
import flowc.runtime.RunSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.export.OutputFailure;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.pcap.CaptureFiles;
import flowc.runtime.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said on stderr after a run, and its exit code. */
final class RunReport {
    private final RunSummary summary;
    private final RunOptions options;
    private final Console console;
    private final boolean color;

    RunReport(RunSummary summary, RunOptions options, Console console) {
        this.summary = summary;
        this.options = options;
        this.console = console;
        this.color = options.common.color();
    }

    /** {@code inputEndedEarly}: an interrupt ended standard input, so that its last packet being cut is no damage. {@code interruption}: whether packets are missing therefore. */
    int print(boolean inputEndedEarly, Interruption interruption) {
        final Optional<OutputFailure> failure = summary.output().failure();
        if (failure.isPresent() && failure.get().readerGone()) {
            return ExitCode.OK;
        }
        final List<Damage> damages = summary.traffic().damages().stream().filter(damage -> !inputEndedEarly || !damage.file().equals(CaptureFiles.STANDARD_INPUT_NAME)).toList();
        damages.forEach(damage -> console.error(damage.text(), color));
        failure.ifPresent(reason -> console.error(reason.message(), color));
        summary.tables().stream().filter(TableSummary::wasFull).forEach(this::warnFull);
        interruption.tell(console, color);
        printSummary(interruption != Interruption.NONE);
        return exitCode(!damages.isEmpty() || failure.isPresent(), interruption);
    }

    private void warnFull(TableSummary table) {
        final String evicted = table.evicted() == 0 ? "" : Units.count(table.evicted(), "flow") + " evicted";
        final String refused = table.refused() == 0 ? "" : Units.count(table.refused(), "flow") + " refused";
        final String both = evicted.isEmpty() || refused.isEmpty() ? "" : ", ";
        console.warning("table '" + table.name() + "' reached its limit of " + Units.count(table.limit(), "row") + ": " + evicted + both + refused + "; a larger 'limit' keeps them", color);
    }

    private void printSummary(boolean interrupted) {
        switch (options.summary) {
            case TEXT -> SummaryText.lines(summary, interrupted).stream().map(PlainText::of).forEach(console.err()::println);
            case JSON -> console.err().println(SummaryJson.line(summary, interrupted));
            case NONE -> { }
        }
    }

    private int exitCode(boolean failed, Interruption interruption) {
        if (failed) {
            return ExitCode.FAILURE;
        }
        if (interruption.exitCode() != ExitCode.OK) {
            return interruption.exitCode();
        }
        final List<Loss> lost = summary.lost();
        if (options.strict && !lost.isEmpty()) {
            console.error("lost, and --strict was given: " + lost.stream().map(Loss::text).collect(Collectors.joining(", ")), color);
            return ExitCode.LOST;
        }
        return ExitCode.OK;
    }
}
