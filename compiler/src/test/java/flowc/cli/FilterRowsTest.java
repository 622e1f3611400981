package flowc.cli;

import static flowc.cli.Cli.flowc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.filters.Differences;
import flowc.filters.FilterOracle;
import flowc.launch.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code flowc filter --expressions} over all shared expressions and captures, as a user runs it, against libpcap's answers. */
class FilterRowsTest {
    @Test
    void printsLibpcapsCountAndHashForEveryExpressionAndCapture() {
        final Map<String, String> expected = new HashMap<>();
        for (final String[] row : FilterOracle.rows("expected.tsv.gz")) {
            if (!row[0].equals("filter") && !Differences.always(row[0])) {
                expected.put(row[0] + "\t" + row[1], row[4].equals("ERROR") ? "ERROR" : row[4] + "\t" + row[5]);
            }
        }
        final Path folder = FilterOracle.folder();
        final Cli run = flowc("filter", "--expressions", folder.resolve("filters.txt").toString(), "-r", folder.resolve("captures").toString());
        assertTrue(run.exitCode() == ExitCode.OK || run.exitCode() == ExitCode.FAILURE, () -> "exit code " + run.exitCode() + "\n" + run.err());
        final List<String> wrong = new ArrayList<>();
        run.out().lines().forEach(line -> {
            final String[] columns = line.split("\t", -1);
            final String row = columns[0] + "\t" + Path.of(columns[1]).getFileName();
            final String answer = expected.remove(row);
            final String printed = columns[2].equals("ERROR") ? "ERROR" : columns[2] + "\t" + columns[3];
            if (answer != null && !answer.equals(printed)) {
                wrong.add(row + ": expected " + answer + " but was " + printed);
            }
        });
        assertEquals(List.of(), wrong);
        assertEquals(Map.of(), expected, "rows that were not printed");
    }
}
