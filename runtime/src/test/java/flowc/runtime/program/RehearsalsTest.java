package flowc.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RehearsalsTest {
    @Test
    void mostOfTheFirstBurstsAndAsManyOfEachDoubling() {
        final Rehearsals rehearsals = new Rehearsals();
        final List<Long> due = LongStream.rangeClosed(1, 1 << 20).filter(_ -> rehearsals.isDue()).boxed().toList();
        for (long from = 32; from < 1 << 20; from *= 2) {
            final long first = from;
            assertEquals(32, due.stream().filter(burst -> burst >= first && burst < 2 * first).count(), "from burst " + from);
        }
    }

    /** From the first packet of a burst that rehearses to its end. */
    @Test
    void aRehearsalLastsForOneBurst() {
        final Setup setup = new Setup(List.of(new TableSettings("t", 8, 0, 8, 0, 0, 100, EvictionPolicy.OLDEST, 0)), List.of(), Setup.KeyHash.GOOD);
        final Script script = new Script(setup, false);
        try (RealTables tables = new RealTables(setup, script)) {
            final Rehearsals same = new Rehearsals();
            for (int burst = 0; burst < 1_000; burst++) {
                final boolean isRehearsed = burst > 0 && same.isDue();
                tables.advance(burst);
                tables.touch(0, burst % 7, burst, 0);
                assertEquals(isRehearsed, tables.clock().isRehearsal(), "burst " + burst);
                tables.clock().housekeep();
            }
            assertEquals(List.of(), script.log, "nothing ended, no mark ran");
        }
    }
}
