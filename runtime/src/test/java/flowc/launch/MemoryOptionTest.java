package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.CountingProgram;
import flowc.runtime.memory.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryOptionTest {
    private static final Pattern FITTING = Pattern.compile("  table 'flow': [\\d.]+ .iB with its limit of 10,000,000 rows, a limit of ([\\d,]+) rows would fit");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... more) {
        final String[] args = new String[more.length + 2];
        args[0] = "-r";
        args[1] = TestCaptures.file(folder, "two.pcap", 2).toString();
        System.arraycopy(more, 0, args, 2, more.length);
        err.reset();
        return TrackerCommand.run("counting", CountingProgram.tracker(), List.of(), args, new Console(new ByteArrayOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void refusesWhatTheBudgetCannotHoldWithTheSumsAndALimitThatFits() {
        assertEquals(ExitCode.USAGE, run("--limit", "10M", "--memory", "330MiB"));
        assertTrue(err().getFirst().matches("error: the run may come to [\\d.]+ .iB, but --memory allows 330.0 MiB"), err().getFirst());
        final Matcher fitting = FITTING.matcher(err().get(1));
        assertTrue(fitting.matches(), err().get(1));
        assertTrue(err().stream().anyMatch(line -> line.matches("  the output's buffers: \\d\\.\\d MiB")), () -> err().toString());
        assertTrue(err().stream().anyMatch(line -> line.matches("  reading of mapped captures: \\d+ bytes")), () -> err().toString());
        assertTrue(err().stream().anyMatch("  the JVM (heap, compiled code, its compilers): 128.0 MiB"::equals), () -> err().toString());
        assertEquals("help: lower a 'limit' or allow more; no limit is ever changed by itself", err().getLast());
        final long limit = Long.parseLong(fitting.group(1).replace(",", ""));
        assertEquals(ExitCode.OK, run("--limit", String.valueOf(limit), "--memory", "330MiB"), () -> err().toString());
        assertEquals(ExitCode.USAGE, run("--limit", String.valueOf(limit + limit / 50), "--memory", "330MiB"), "a limit that is much larger does not fit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "4", "7"})
    void theSumsAreThoseOfAllWorkersAndTheFittingLimitFitsThem(String workers) {
        final String budget = "220MiB";
        assertEquals(ExitCode.USAGE, run("--limit", "10M", "--memory", budget, "--workers", workers));
        final Matcher fitting = FITTING.matcher(err().get(1));
        assertTrue(fitting.matches(), err().get(1));
        final String limit = fitting.group(1).replace(",", "");
        assertEquals(ExitCode.OK, run("--limit", limit, "--memory", budget, "--workers", workers), () -> err().toString());
        assertEquals(ExitCode.OK, run("--limit", limit, "--memory", "1GiB", "--workers", workers, "--summary", "json"), () -> err().toString());
        final long most = Long.parseLong(err().getLast().replaceAll(".*\"most\":(\\d+).*", "$1"));
        assertEquals(ExitCode.USAGE, run("--limit", limit, "--memory", most - 1 + "B", "--workers", workers), "a byte less than what it comes to is refused");
        assertEquals("error: the run may come to " + ByteSize.text(most) + ", but --memory allows " + ByteSize.text(most - 1), err().getFirst());
        assertEquals(ExitCode.OK, run("--limit", limit, "--memory", most + "B", "--workers", workers), () -> err().toString());
    }

    @Test
    void refusesTablesBeyondTheMachineInTheSameWay() {
        assertEquals(ExitCode.USAGE, run("--limit", "1_000_000_000", "--memory", "1GiB"));
        assertTrue(err().get(1).matches("  table 'flow': [\\d.]+ GiB with its limit of 1,000,000,000 rows, a limit of [\\d,]+ rows would fit"), err().get(1));
    }

    @Test
    void aBudgetBeyondTheMachineIsNotWhatRefuses() {
        // A machine that has so much may run it.
        if (run("--limit", "1_000_000_000", "--memory", "64TiB") != ExitCode.OK) {
            assertTrue(err().getFirst().startsWith("error: no memory for the rows of table 'flow': it needs "), err().getFirst());
        }
    }

    @Test
    void moreWorkersThanTheBudgetHoldsAreNamedInTheRemedy() {
        assertEquals(ExitCode.USAGE, run("--memory", "130MiB", "--workers", "4"));
        assertEquals("help: lower a 'limit', use fewer --workers or allow more; no limit is ever changed by itself", err().getLast());
    }

    @Test
    void showsTheBudgetAndWhatTablesUsed() {
        assertEquals(ExitCode.OK, run("--memory", "256 MiB"));
        assertTrue(err().stream().anyMatch(line -> line.matches("  memory    \\d+ bytes used by tables; the run at most [\\d.]+ MiB of 256\\.0 MiB")), () -> err().toString());
        assertEquals(ExitCode.OK, run("--memory", "256MiB", "--summary", "json"));
        assertTrue(err().getLast().matches(".*\"memory\":\\{\"budget\":268435456,\"most\":\\d+,\"tables\":[1-9]\\d*}.*"), err().getLast());
    }

    @Test
    void aByteIsOneByte() {
        assertEquals(ExitCode.USAGE, run("--memory", "1"));
        assertTrue(err().getFirst().endsWith(", but --memory allows 1 byte"), err().getFirst());
    }

    @Test
    void countsRecordsThatWaitToBeSorted() {
        assertEquals(ExitCode.OK, run("--memory", "160MiB", "--order"), () -> err().toString());
        assertEquals(ExitCode.USAGE, run("--memory", "130MiB", "--order"));
        assertTrue(err().stream().anyMatch("  records kept for --order: 9.0 MiB"::equals), () -> err().toString());
    }

    @Test
    void saysWhatAnAmountOfMemoryLooksLike() {
        for (final String wrong : List.of("much", "0", "-1GiB", "1.5B", "99999999TiB")) {
            assertEquals(ExitCode.USAGE, run("--memory=" + wrong));
            assertEquals("error: --memory expects an amount of memory such as 2GiB or 512MiB, got '" + wrong + "'", err().getFirst());
        }
    }
}
