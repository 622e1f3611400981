package flowc.bench.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.EngineSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "COMPARE|nonsense|PARTS expects some of all, rate, workers, churn, housekeeping with commas between, got 'nonsense'",
        "COMPARE|rate,|PARTS expects some of all, rate, workers, churn, housekeeping with commas between, got 'rate,'",
        "COMPARE|rate abc|ROUNDS expects a whole number from 1 to 10000, got 'abc'",
        "COMPARE|rate 0|ROUNDS expects a whole number from 1 to 10000, got '0'",
        "COMPARE|rate -1|ROUNDS expects a whole number from 1 to 10000, got '-1'",
        "COMPARE|rate 010|ROUNDS expects a whole number from 1 to 10000, got '010'",
        "COMPARE|all 99999999999|ROUNDS expects a whole number from 1 to 10000, got '99999999999'",
        "COMPARE|all 99999999999999999999|ROUNDS expects a whole number from 1 to 10000, got '99999999999999999999'",
        "COMPARE|rate 1 0|SECONDS expects a number from 0.01 to 86400, got '0'",
        "COMPARE|rate 1 NaN|SECONDS expects a number from 0.01 to 86400, got 'NaN'",
        "COMPARE|rate 1 1 1|takes no more than PARTS, ROUNDS, SECONDS, got '1' too",
        "SOAK|abc|MINUTES expects a number from 0.01 to 1440, got 'abc'",
        "SOAK|0|MINUTES expects a number from 0.01 to 1440, got '0'",
        "SOAK|-1|MINUTES expects a number from 0.01 to 1440, got '-1'",
        "SOAK|1 0|WORKERS expects whole numbers from 1 to 256 with commas between, got '0'",
        "SOAK|1 1,a|WORKERS expects whole numbers from 1 to 256 with commas between, got '1,a'",
        "WHOLE|0|MEBIBYTES expects a whole number from 1 to 1048576, got '0'",
        "WHOLE|1 0|RUNS expects a whole number from 1 to 10000, got '0'",
        "WHOLE_PEERS|-1|MEBIBYTES expects a whole number from 16 to 1048576, got '-1'",
        "WHOLE_PEERS|16 0|RUNS expects a whole number from 1 to 10000, got '0'",
        "FILTERS_RUN|0|ROUNDS expects a whole number from 1 to 10000, got '0'",
        "FILTERS_WHOLE|1 x|RUNS expects a whole number from 1 to 10000, got 'x'",
        "RULE_RACE|x|ROUNDS expects a whole number from 1 to 10000, got 'x'",
        "CAPTURE_MAKER|f 1 1 huge|SIZES expects 64 or mixed, got 'huge'"})
    void refusesWhatItDoesNotExpectWithTheArgumentAndAnExample(Script script, String given, String fault) {
        final String message = assertThrows(InvalidArgument.class, () -> script.read(List.of(given.split(" ")))).getMessage();
        assertTrue(message.startsWith(script.title() + ": " + fault + ". For example: " + script.title() + " "), message);
    }

    @Test
    void putsTheUsualWhereArgumentsAreLeftOut() throws InvalidArgument {
        assertEquals(List.of("all", "5", "2"), Script.COMPARE.read(List.of()).texts());
        assertEquals(List.of("rate,churn", "5", "2"), Script.COMPARE.read(List.of("rate,churn")).texts());
        assertEquals(List.of("10", "1,2"), Script.SOAK.read(List.of()).texts());
    }

    @Test
    void readsNumbersAndListsByTheirPlaces() throws InvalidArgument {
        final Arguments compare = Script.COMPARE.read(List.of("churn,rate,churn", "9", "0.5"));
        assertEquals(List.of("churn", "rate"), compare.list(0));
        assertEquals(9, compare.whole(1));
        assertEquals(0.5, compare.decimal(2));
    }

    @ParameterizedTest
    @CsvSource({"1,true", "256,true", "257,false"})
    void takesAsManyWorkersAsTheEngine(int workers, boolean taken) throws InvalidArgument {
        assertEquals(taken, workers <= EngineSettings.MOST_WORKERS);
        if (taken) {
            assertEquals(workers, Script.SOAK.read(List.of("1", "" + workers)).whole(1));
        } else {
            assertThrows(InvalidArgument.class, () -> Script.SOAK.read(List.of("1", "" + workers)));
        }
    }

    @Test
    void whatFailsIsAMessageAndNoTrace() {
        final IOException failure = Program.failure(List.of("flowc", "bench"), 2, "flowc: no such tracker\n");
        assertEquals("3: bench/compare: this failed with exit code 2: flowc bench\nflowc: no such tracker\n", ended(_ -> {
            throw failure;
        }));
        assertEquals("3: bench/compare: java.nio.file.NoSuchFileException: x\n", ended(_ -> {
            throw new NoSuchFileException("x");
        }));
        assertEquals("3: bench/compare: this was ended by signal 15: flowc\n", ended(_ -> {
            throw Program.failure(List.of("flowc"), 143, "");
        }));
        assertEquals("2: " + assertThrows(InvalidArgument.class, () -> Script.COMPARE.read(List.of("x"))).getMessage() + "\n", ended(args -> Script.COMPARE.read(args).whole(1)));
        assertEquals("1: ", ended(_ -> 1));
    }

    private static String ended(Program.Body body) {
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final int code = Program.exitCode(Script.COMPARE, List.of("x"), body, new PrintStream(err, true, StandardCharsets.UTF_8));
        return code + ": " + err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
