package flowc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.RunSummary.CounterSummary;
import flowc.runtime.RunSummary.TableSummary;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as lost, and what does not. */
class LossTest {
    private static final TableSummary ROOMY = table(Map.of(EndReason.IDLE, 3L), 0);

    private static TableSummary table(Map<EndReason, Long> ended, long refused) {
        return new TableSummary("flow", 3, 3, ended, refused, 0, 100);
    }

    private static List<Loss> lost(TableSummary table, CounterKind counter, long skippedMarks, long dropped) {
        final List<CounterSummary> counters = counter == null ? List.of() : List.of(new CounterSummary(counter, "label", 3, 7));
        return new RunSummary("t", "t.flow", new RunSummary.Traffic(3, 180, 180, Optional.empty(), List.of()), List.of(table), counters, new RunSummary.Losses(skippedMarks),
                new RunSummary.Housekeeping(0, 0, 0, 0, 0), new RunSummary.Output(3, dropped, Optional.empty()), new RunSummary.MemoryUse(EngineSettings.NO_BUDGET, 1), List.of(3L), 1).lost();
    }

    @Test
    void flowsRecordsMarksWhatFaultsCutShortAndDumpsCanBeLost() {
        assertEquals(List.of(), lost(ROOMY, null, 0, 0));
        assertEquals(List.of(Loss.FLOWS), lost(table(Map.of(EndReason.EVICTED, 1L), 0), null, 0, 0));
        assertEquals(List.of(Loss.FLOWS), lost(table(Map.of(), 1), null, 0, 0));
        assertEquals(List.of(Loss.RECORDS), lost(ROOMY, null, 0, 1));
        assertEquals(List.of(Loss.MARKS), lost(ROOMY, null, 1, 0));
        assertEquals(List.of(Loss.FAULTS), lost(ROOMY, CounterKind.FAULT, 0, 0));
        assertEquals(List.of(Loss.DUMPS), lost(ROOMY, CounterKind.DUMP, 0, 0));
        assertEquals(List.of(Loss.MARKS, Loss.DUMPS), lost(ROOMY, CounterKind.DUMP, 2, 0));
    }

    @Test
    void whatPacketsThemselvesLackIsNotLost() {
        for (final CounterKind kind : List.of(CounterKind.UNPARSED, CounterKind.PARSER_CUT, CounterKind.PARSER_FULL, CounterKind.UNKNOWN_LINK)) {
            assertEquals(List.of(), lost(ROOMY, kind, 0, 0), kind.name());
        }
    }
}
