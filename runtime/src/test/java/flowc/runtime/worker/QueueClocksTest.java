package flowc.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QueueClocksTest {
    private static final long SECOND = 1_000_000_000;

    private final QueueClocks clocks = new QueueClocks(2, new long[] {1_000_000});

    @Test
    void aGapOfAllIsCrossedByAll() {
        clocks.comesToGap(0, 5 * SECOND, 30 * SECOND);
        assertEquals(QueueClocks.NONE, clocks.nextStep(0), "the other has not told of any packet");
        clocks.goesTo(1, 7 * SECOND);
        assertEquals(7 * SECOND, clocks.nextStep(0), "as far as the other is");
        clocks.comesToGap(1, 7 * SECOND, 20 * SECOND);
        assertEquals(7 * SECOND, clocks.nextStep(0), "where the last of all gaps begins");
        assertEquals(20 * SECOND, clocks.nextStep(0), "where the first of them ends");
        assertTrue(clocks.follows(0), "its own gap is not over");
    }

    @Test
    void aGapThatAnotherFoundOverIsNotLeftTwice() {
        clocks.goesTo(1, 5 * SECOND);
        clocks.comesToGap(0, 0, 10 * SECOND);
        assertTrue(clocks.follows(0));
        // The other has gone beyond the end of that gap and finds it over, between the two questions of its worker.
        clocks.comesToGap(1, 20 * SECOND, 30 * SECOND);
        assertEquals(QueueClocks.NONE, clocks.nextStep(0));
        assertFalse(clocks.follows(0), "it goes on by itself");
        clocks.comesToGap(0, 25 * SECOND, 40 * SECOND);
        assertEquals(25 * SECOND, clocks.nextStep(1), "now all are at a gap again");
        assertEquals(30 * SECOND, clocks.nextStep(1));
        assertFalse(clocks.follows(1));
    }
}
