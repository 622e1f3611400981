package flowc.oracle;

import flowc.runtime.EngineSettings;
import flowc.runtime.Tracker;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.table.EndReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the model and the compiled tracker say of the same packets, where they differ. */
final class Comparison {
    private static String compiledText = "";
    private static Tracker compiled;

    private Comparison() {}

    /** Empty when they agree, whatever the number of workers. Records are compared without their order, which between flows is nobody's promise. */
    static String difference(TrackerSpec spec, List<Packet> packets) {
        // Alone, and two or four by turns.
        for (final int workers : new int[] {1, spec.text().length() % 2 == 0 ? 2 : 4}) {
            final String difference = difference(spec, packets, workers);
            if (!difference.isEmpty()) {
                return "with " + workers + " workers: " + difference;
            }
        }
        return "";
    }

    private static String difference(TrackerSpec spec, List<Packet> packets, int workers) {
        final Model model = new Model(spec, EngineSettings.FILE_HASH_SEED);
        final List<String> expected = new ArrayList<>(model.run(packets));
        final CompiledRun run;
        try {
            run = CompiledRun.run(compile(spec.text()), CompiledRun.frames(packets), workers);
        } catch (RuntimeException | Error e) {
            return "fails with " + e;
        }
        expected.addAll(counts(model));
        final List<String> actual = new ArrayList<>(run.records());
        actual.addAll(counts(run));
        return difference(expected, actual);
    }

    /** The tracker of the last text is kept: while a case is shrunk, packets change more often. */
    private static Tracker compile(String text) {
        if (!text.equals(compiledText)) {
            compiled = CompiledRun.compile(text);
            compiledText = text;
        }
        return compiled;
    }

    private static List<String> counts(Model model) {
        final List<String> counts = new ArrayList<>();
        for (final Table table : model.tables()) {
            counts.add(table.spec().name() + " made " + table.made + " refused " + table.refused + " ended " + java.util.Arrays.toString(table.ended));
        }
        counts.add("faults " + model.faults());
        counts.add("skipped marks " + model.skippedMarks);
        return counts;
    }

    private static List<String> counts(CompiledRun run) {
        final List<String> counts = new ArrayList<>();
        run.summary().tables().forEach(table -> counts.add(table.name() + " made " + table.made() + " refused " + table.refused() + " ended "
                + Stream.of(EndReason.values()).map(reason -> table.ended().getOrDefault(reason, 0L)).toList()));
        counts.add("faults " + run.summary().total(CounterKind.FAULT));
        counts.add("skipped marks " + run.summary().losses().skippedMarks());
        return counts;
    }

    private static String difference(List<String> expected, List<String> actual) {
        final List<String> missing = without(expected, actual);
        final List<String> surplus = without(actual, expected);
        return missing.isEmpty() && surplus.isEmpty() ? "" : "expected, but not there:\n" + some(missing) + "there, but not expected:\n" + some(surplus);
    }

    private static List<String> without(List<String> all, List<String> others) {
        final Map<String, Integer> counts = new HashMap<>();
        others.forEach(line -> counts.merge(line, 1, Integer::sum));
        return all.stream().filter(line -> counts.merge(line, -1, Integer::sum) < 0).toList();
    }

    private static String some(List<String> lines) {
        return lines.stream().limit(12).map(line -> "  " + line + "\n").reduce("", String::concat);
    }
}
