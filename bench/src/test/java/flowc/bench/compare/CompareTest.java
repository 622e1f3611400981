package flowc.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompareTest {
    private static final Part.Place PLACE = new Part.Place(Path.of("/bin/sh"), Path.of("/nowhere"), "2");

    @TempDir
    private Path folder;

    @Test
    void readsTheNumbersOfALineAndSkipsTheRest() throws IOException {
        final Measurement line = Measurement.parse("{\"mpps\":1.5,\"lost\":3,\"clock_p999_us\":null,\"tables\":[{\"lost\":9}],\"jdk\":{\"mpps\":7},\"peer\":\"x\"}");
        assertEquals(1.5, line.number("mpps"));
        assertEquals(3, line.number("lost"));
        assertTrue(Double.isNaN(line.number("clock_p999_us")) && Double.isNaN(line.number("jdk")));
        assertThrows(IOException.class, () -> Measurement.parse("[1]"));
        assertThrows(IOException.class, () -> Measurement.parse("{\"mpps\":"));
    }

    @Test
    void mediansAreOfTheRounds() throws IOException {
        final Results results = new Results();
        for (final int mpps : new int[] {5, 1, 4, 2}) {
            results.add("one", Measurement.parse("{\"mpps\":" + mpps + "}"));
        }
        assertEquals(2, results.median("one", "mpps"));
        assertTrue(Double.isNaN(results.median("other", "mpps")));
    }

    @Test
    void aMarkHoldsOnItsSideAndNeverWithoutAMeasurement() {
        assertTrue(new Mark("x", 0.65, true, 0.65).holds());
        assertFalse(new Mark("x", 0.64, true, 0.65).holds());
        assertTrue(new Mark("x", 0, false, 0).holds());
        assertFalse(new Mark("x", 129, false, 128).holds());
        assertFalse(new Mark("x", Double.NaN, true, 1).holds() || new Mark("x", Double.NaN, false, 1).holds());
        assertTrue(new Mark("x", Double.NaN, true, 1).text().endsWith("not measured"));
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void everyMarkFindsItsContestants(Part part) throws IOException {
        final Results results = new Results();
        for (final Contestant contestant : part.lineup(PLACE)) {
            assertFalse(results.names().contains(contestant.name()), contestant.name() + " is there once");
            results.add(contestant.name(), Measurement.parse("{\"mpps_chunk_median\":2,\"mpps\":2,\"mpps_wall\":2,\"bytes_per_flow\":2,\"lost\":2,\"burst_p999_us\":2,\"clock_p999_us\":2,"
                    + "\"housekeeping_waits_1ms\":2,\"housekeeping_max_us\":2,\"clock_max_us\":2,\"bursts_1ms\":4,\"housekeeping_share\":0.5}"));
        }
        assertFalse(part.marks(results).isEmpty());
        part.marks(results).forEach(mark -> assertFalse(Double.isNaN(mark.value()), mark.what()));
    }

    @Test
    void longBurstsFallIntoHousekeepingByItsShareOfTheTimeUnlessItMakesThem() {
        assertEquals(0, Part.aboveShare(0, 0, 0.5));
        assertEquals(0, Part.aboveShare(50, 100, 0.5));
        assertEquals(5, Part.aboveShare(75, 100, 0.5), 1e-9);
        assertEquals(3, Part.aboveShare(3, 3, 0), 1e-9);
        assertTrue(Part.aboveShare(0, 100, 0.5) < 0);
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void everyTrackerIsThereAndCompiles(Part part) throws IOException {
        final Path root = Path.of("..").toAbsolutePath().normalize();
        for (final Contestant contestant : part.lineup(new Part.Place(root.resolve("flowc"), Path.of("/nowhere"), "2"))) {
            if (contestant.name().startsWith("flowc ")) {
                final Path tracker = Path.of(contestant.command().get(2));
                assertTrue(Compiler.compile(new Source(tracker.getFileName().toString(), Files.readString(tracker)), new Modules()).diagnostics().isEmpty(), tracker::toString);
            }
        }
    }

    @Test
    void contestantsThatAreNotInstalledStayOut() throws IOException {
        assertTrue(Part.RATE.contestants(PLACE).stream().allMatch(contestant -> contestant.name().startsWith("flowc ")));
        assertTrue(Part.RATE.contestants(PLACE).size() == 5);
    }

    @Test
    void peersThatWereBuiltBeforeTheirSourcesChangedStayOut() throws IOException {
        final Part.Place place = new Part.Place(Path.of("/bin/sh"), folder, "2");
        final Contestant peer = place.peer("limit", "pf", "1000");
        assertEquals("not built", place.absence(peer));
        final Path program = Files.createFile(folder.resolve("limit"));
        assertTrue(program.toFile().setExecutable(true));
        final Path header = Files.createFile(folder.resolve("load.h"));
        Files.setLastModifiedTime(program, FileTime.fromMillis(2000));
        Files.setLastModifiedTime(header, FileTime.fromMillis(2000));
        assertNull(place.absence(peer));
        assertTrue(Part.RATE.contestants(place).stream().anyMatch(one -> one.name().startsWith("limit ")));
        Files.setLastModifiedTime(header, FileTime.fromMillis(3000));
        assertEquals("older than its sources", place.absence(peer));
        assertTrue(Part.RATE.contestants(place).stream().noneMatch(one -> one.name().startsWith("limit ")));
    }

    @Test
    void aContestantThatFailsIsReportedWithWhatItSaid() {
        final IOException failure = assertThrows(IOException.class, () -> new Contestant("x", List.of("/bin/sh", "-c", "echo broken; exit 3")).run());
        assertEquals("this failed with exit code 3: /bin/sh -c echo broken; exit 3\nbroken", failure.getMessage());
    }

    @Test
    void aContestantsLastLineIsItsMeasurement() throws Exception {
        assertEquals(4, new Contestant("x", List.of("/bin/sh", "-c", "echo building; echo '{\"mpps\":4}'")).run().number("mpps"));
    }
}
