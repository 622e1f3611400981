package flowc.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MarkTicksTest {
    private static final long[] PERIODS = {10, 15};

    @Test
    void theFirstPacketAndThoseThatCrossMarks() {
        assertEquals(List.of(100L, 110L, 115L, 120L, 130L), ticks(new MarkTicks(PERIODS), -1));
    }

    @Test
    void aRehearsalAddsOneAndMovesNoMark() {
        assertEquals(List.of(100L, 104L, 110L, 115L, 120L, 130L), ticks(new MarkTicks(PERIODS), 104));
    }

    /** At one packet for each instant from 100 to 134. */
    private static List<Long> ticks(MarkTicks ticks, long rehearsal) {
        return LongStream.range(100, 135).filter(clock -> {
            if (clock == rehearsal) {
                ticks.rehearse();
            }
            final boolean isDue = ticks.isDue(clock);
            if (isDue) {
                ticks.pass(clock);
                assertFalse(ticks.isDue(clock));
            }
            return isDue;
        }).boxed().toList();
    }

    @Test
    void aGapIsOneTick() {
        final MarkTicks ticks = new MarkTicks(PERIODS);
        ticks.pass(0);
        assertTrue(ticks.isDue(1_000));
        ticks.pass(1_000);
        assertFalse(ticks.isDue(1_004));
        assertTrue(ticks.isDue(1_005));
    }
}
