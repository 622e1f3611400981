package flowc.runtime;

import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.function.Predicate;

/**
 * What belongs to the answer of a run and is not in it: the reasons for {@code --strict} to fail. What a packet itself lacks is none of them: bytes that were not captured, malformed headers and
 * link types without a header are the input's, and the {@code max} of a parser is the tracker's word on how much of a packet it looks at.
 */
public enum Loss {
    FLOWS("flows of full tables", summary -> summary.tables().stream().anyMatch(TableSummary::wasFull)),
    RECORDS("records that were not written", summary -> summary.output().dropped() > 0),
    MARKS("marks of 'every'", summary -> summary.losses().skippedMarks() > 0),
    FAULTS("what faults cut short", summary -> summary.total(CounterKind.FAULT) > 0),
    DUMPS("packets to dump", summary -> summary.total(CounterKind.DUMP) > 0);

    private final String text;
    private final Predicate<RunSummary> happened;

    Loss(String text, Predicate<RunSummary> happened) {
        this.text = text;
        this.happened = happened;
    }

    /** What was lost, in words for the user. */
    public String text() {
        return text;
    }

    /** Whether any was lost in a run. */
    boolean in(RunSummary summary) {
        return happened.test(summary);
    }
}
