package flowc.compiler.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.semantics.Numbers.Width;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code as} and {@code as!} between floats and whole numbers, of constants and of state. {@code -Dflowc.seed=N} repeats a run. */
class FloatRulesTest {
    private static final int CASES = 180;

    private final long seed = Long.getLong("flowc.seed", 20261122);
    private final Random random = new Random(seed);
    private final List<String> handlers = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    @Test
    void floatsLoseTheirDecimalsAndFaultWhereTheyDoNotFit() {
        for (int i = 0; i < CASES; i++) {
            final Width to = Numbers.WIDTHS.get(random.nextInt(Numbers.WIDTHS.size()));
            final double value = near(to);
            final boolean checked = random.nextBoolean();
            final BigInteger whole = new BigDecimal(value).toBigInteger();
            handlers.add((random.nextBoolean() ? "f = " + value + " result f" : "result (" + value + ")") + (checked ? " as! " : " as ") + to.type() + " end");
            expected.add(checked && !to.holds(whole) ? "fault" : to.wrap(within64Bits(whole, to)).toString());
        }
        final List<String> found = found("f: f64");
        for (int i = 0; i < handlers.size(); i++) {
            final String handler = handlers.get(i);
            assertEquals(expected.get(i), found.get(i), () -> handler + "\nseed=" + seed);
        }
    }

    @Test
    void nothingFitsThatIsNoNumber() {
        for (String type : List.of("u8", "i32", "i64", "u64")) {
            handlers.add("f = 0.0 result (f / 0) as " + type + " end");
            handlers.add("f = 0.0 result (f / 0) as! " + type + " end");
            handlers.add("f = 1.0 result (f / 0) as! " + type + " end");
        }
        assertEquals(List.of("0", "fault", "fault", "0", "fault", "fault", "0", "fault", "fault", "0", "fault", "fault"), found("f: f64"));
    }

    @Test
    void wholeNumbersBecomeTheNearestFloat() {
        final StringBuilder state = new StringBuilder("unused: bool");
        for (int i = 0; i < CASES; i++) {
            final Width from = Numbers.WIDTHS.get(random.nextInt(Numbers.WIDTHS.size()));
            final BigInteger value = from.any(random);
            state.append(", n").append(i).append(": ").append(from.type());
            final boolean named = random.nextBoolean();
            handlers.add((named ? "n" + i + " = " + value + " result n" + i : "result (" + value + ")") + " as f64 end");
            expected.add(Double.toString(value.doubleValue()));
        }
        final List<String> found = found(state.toString());
        for (int i = 0; i < handlers.size(); i++) {
            final String handler = handlers.get(i);
            assertEquals(expected.get(i), Double.toString(Double.parseDouble(found.get(i))), () -> handler + "\nseed=" + seed);
        }
    }

    /** Often a value at or beside an end of a range. */
    private double near(Width width) {
        final double end = (random.nextBoolean() ? width.high().add(BigInteger.ONE) : width.low()).doubleValue();
        return switch (random.nextInt(8)) {
            case 0 -> end;
            case 1 -> Math.nextUp(end);
            case 2 -> Math.nextDown(end);
            case 3 -> end - 1;
            case 4 -> end + random.nextDouble() - 0.5;
            case 5 -> (random.nextDouble() - 0.5) * 4;
            case 6 -> width.any(random).doubleValue();
            default -> (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(70));
        };
    }

    /** Of what 64 bits do not hold the nearest that they do. */
    private static BigInteger within64Bits(BigInteger whole, Width to) {
        final BigInteger high = to.equals(Numbers.U64) ? Numbers.U64.high() : Numbers.I64.high();
        return whole.max(Numbers.I64.low()).min(high);
    }

    private List<String> found(String state) {
        final List<String> found = new ArrayList<>();
        for (int from = 0; from < handlers.size(); from += 60) {
            found.addAll(Evaluator.emitted("", state, handlers.subList(from, Math.min(from + 60, handlers.size()))));
        }
        return found;
    }
}
