package flowc.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowDrawTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @CsvSource({"0, 7", "0.5, 100", "1, 10", "1, 100000", "1.2, 1000", "2.5, 50", "10, 3"})
    void frequenciesFollowTheExponent(double zipf, int flows) {
        final Random64 random = new Random64(20261122);
        final FlowDraw draw = FlowDraw.of(flows, zipf);
        final int[] counts = new int[flows];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) draw.draw(random.next(), random)]++;
        }
        final double all = IntStream.rangeClosed(1, flows).mapToDouble(rank -> Math.pow(rank, -zipf)).sum();
        for (int rank = 1; rank <= Math.min(flows, 20); rank++) {
            final double expected = DRAWS * Math.pow(rank, -zipf) / all;
            assertEquals(expected, counts[rank - 1], 5 * Math.sqrt(expected) + 2, "seed 20261122, flow " + rank);
        }
    }

    @Test
    void drawsFromFlowsBeyondAnyTable() {
        final Random64 random = new Random64(20261122);
        for (final double zipf : new double[] {0, 0.8, 1, 1.5}) {
            final FlowDraw draw = FlowDraw.of(Traffic.MAX_FLOWS, zipf);
            long most = 0;
            for (int i = 0; i < 20_000; i++) {
                final long flow = draw.draw(random.next(), random);
                assertTrue(flow >= 0 && flow < Traffic.MAX_FLOWS, () -> "flow " + flow);
                most = Math.max(most, flow);
            }
            assertTrue(most > 1000, "reaches far: " + most);
        }
    }

    @Test
    void oneFlowNeedsNoLaw() {
        assertInstanceOf(FlowDraw.Uniform.class, FlowDraw.of(1, 3));
        assertEquals(0, FlowDraw.of(1, 3).draw(-1, new Random64(1)));
    }
}
