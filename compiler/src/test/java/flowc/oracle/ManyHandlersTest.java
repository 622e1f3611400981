package flowc.oracle;

import static flowc.oracle.Small.records;
import static flowc.oracle.Small.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More handlers than one method can call run as few do: all, in order, and none for a row that has ended. */
final class ManyHandlersTest {
    private static final int MANY = 300;
    private static final int ENDING = 200;
    private static final int FEW = 150;

    private static String each(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining("\n"));
    }

    /** What handlers {@code 0 … count - 1} make of a field: told apart by their order. */
    private static long steps(long value, int count) {
        long stepped = value;
        for (int i = 0; i < count; i++) {
            stepped = (stepped * 3 + i) % 65_521;
        }
        return stepped;
    }

    private static String step(int i) {
        return "{ n = (n * 3 + " + i + ") % 65521 }";
    }

    @Test
    void runInOrderUntilTheRowHasEnded() {
        final String text = "tracker t\ntable flow key flow5 {\n seen, n: u64\n on packet { seen += 1 }\n" + each(FEW, i -> "on new " + step(i)) + "\n"
                + each(MANY, i -> i == ENDING ? "on packet { if seen == 3 { expire } }" : "on packet " + step(i)) + "\n" + each(FEW, i -> "on expire { emit ended { n, i: " + i + " } }") + "\n}\n"
                + "table other key (a: ip.src) {\n n: u64\n" + each(FEW, i -> "on packet of flow " + step(i)) + "\n on expire { emit heard { n } }\n}";
        final List<String> expected = new ArrayList<>();
        final long n = steps(packet(packet(steps(0, FEW))), ENDING);
        IntStream.range(0, FEW).forEach(i -> expected.add("{\"ended\",\"n\":" + n + ",\"i\":" + i + "}"));
        expected.add("{\"heard\",\"n\":" + steps(steps(steps(0, FEW), FEW), FEW) + "}");
        assertEquals(expected, records(text, udp(0, 1, 2), udp(1, 1, 2), udp(2, 1, 2)));
    }

    /** Those of two tables, with a top each, and settings that are computed. */
    @Test
    void blocksRunAllAndInOrder() {
        final String block = " { init { var sum = %1$d var best = top(%2$d) by n { n: u64 } } each { sum += n; best.add { n: n + %1$d } } finish { emit mark { i: %1$d, sum, best } } }";
        final String text = "tracker t\nparam least: duration = 1s\ntable flow key flow5 {\n n: u64\n on packet { n += 1 }\n"
                + each(MANY, i -> "every max(least, 1s)" + block.formatted(i, 1 + i)) + "\n}\ntable other key (a: ip.src) {\n n: u64\n on packet { n += 2 }\n"
                + each(MANY, i -> "every max(least, 1s)" + block.formatted(MANY + i, 1 + i)) + "\n}";
        final List<String> expected = new ArrayList<>();
        IntStream.range(0, 2 * MANY).forEach(i -> expected.add(mark(i, i < MANY ? 1 : 2)));
        IntStream.range(0, 2 * MANY).forEach(i -> expected.add(mark(i, i < MANY ? 2 : 4)));
        assertEquals(expected, records(text, udp(0, 1, 2), udp(1_500 * Small.MILLISECOND, 1, 2)));
    }

    private static String mark(int i, int packets) {
        return "{\"mark\",\"i\":" + i + ",\"sum\":" + (i + packets) + ",\"best\":[{\"n\":" + (i + packets) + "}]}";
    }

    private static long packet(long value) {
        long stepped = steps(value, ENDING);
        for (int i = ENDING + 1; i < MANY; i++) {
            stepped = (stepped * 3 + i) % 65_521;
        }
        return stepped;
    }
}
