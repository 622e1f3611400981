package flowc.runtime.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HousekeepingTimeTest {
    private final HousekeepingTime time = new HousekeepingTime();

    @Test
    void countsWaitsAndThoseOfMoreThanAMillisecond() {
        time.add(1_000_000, 1);
        time.add(1_000_001, 1);
        time.add(300, 16);
        assertEquals("18 waits, 1 long, 2004801 ns, at most 1000001, before 0", text());
    }

    @Test
    void whatWasBeforeItIsMeasuredAnewIsForgottenButForTheLongest() {
        time.add(5_000_000, 1);
        time.measureAnew();
        assertEquals("0 waits, 0 long, 0 ns, at most 0, before 5000000", text());
        time.add(2_000_000, 1);
        assertEquals("1 waits, 1 long, 2000000 ns, at most 2000000, before 5000000", text());
    }

    private String text() {
        return time.waits() + " waits, " + time.longWaits() + " long, " + time.nanos() + " ns, at most " + time.longestNanos() + ", before " + time.longestBeforeNanos();
    }
}
