package flowc.compiler.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.semantics.Numbers.Width;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rule 13: widths, widening, wrapping, {@code as} and {@code as!}, against BigInteger. {@code -Dflowc.seed=N} repeats a run. */
class NumberRulesTest {
    private static final int CASES = 120;
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "&", "|", "^");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final long seed = Long.getLong("flowc.seed", 20261121);
    private final Random random = new Random(seed);
    private final StringBuilder state = new StringBuilder("unused: bool");
    private final List<String> handlers = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private String pending = "";

    @Test
    void arithmeticWidensAndWrapsAt64BitsOnly() {
        for (int i = 0; i < CASES; i++) {
            final Width left = any(Numbers.WIDTHS);
            final Width right = any(Numbers.WIDTHS);
            final BigInteger l = left.any(random);
            final BigInteger r = right.any(random);
            final String operator = any(ARITHMETIC);
            final BigInteger exact = Numbers.exact(operator, l, r);
            add(place(left, l) + " " + operator + " " + place(right, r), exact == null ? null : Numbers.result(operator, left, right, exact));
        }
        check();
    }

    @Test
    void comparisonsAreOfValuesWhateverTheSigns() {
        for (int i = 0; i < CASES; i++) {
            final Width left = any(Numbers.WIDTHS);
            final Width right = any(Numbers.WIDTHS);
            final BigInteger l = left.any(random);
            final BigInteger r = random.nextInt(4) == 0 && right.holds(l) ? l : right.any(random);
            final String operator = any(COMPARISONS);
            add(place(left, l) + " " + operator + " " + place(right, r), Numbers.compare(operator, l, r));
        }
        check();
    }

    @Test
    void assignmentWithAnOperatorKeepsTheTypeAndWraps() {
        for (int i = 0; i < CASES; i++) {
            final Width width = any(Numbers.WIDTHS);
            final Width other = any(Numbers.WIDTHS);
            final BigInteger start = width.any(random);
            final BigInteger value = other.any(random);
            final String operator = any(List.of("+", "-", "&", "|", "^"));
            final String name = field(width);
            final String right = place(other, value);
            pending += name + " = " + start + " " + name + " " + operator + "= " + right + " ";
            add(name, width.wrap(Numbers.exact(operator, start, value)));
        }
        check();
    }

    @Test
    void asWrapsAndAsWithAMarkFaults() {
        for (int i = 0; i < CASES; i++) {
            final Width from = any(Numbers.WIDTHS);
            final Width to = any(Numbers.WIDTHS);
            final BigInteger value = from.any(random);
            final boolean checked = random.nextBoolean();
            final String text = place(from, value) + (checked ? " as! " : " as ") + to.type();
            add(text, checked && !to.holds(value) ? null : to.wrap(value));
        }
        check();
    }

    @Test
    void shiftsAndSigns() {
        for (int i = 0; i < CASES; i++) {
            final Width width = any(Numbers.WIDTHS);
            final BigInteger value = width.any(random);
            final int count = random.nextInt(64);
            switch (random.nextInt(4)) {
                case 0 -> add(place(width, value) + " >> " + place(Numbers.WIDTHS.getFirst(), BigInteger.valueOf(count)), value.shiftRight(count));
                case 1 -> add("~" + place(width, value), width.signed() ? value.not() : width.high().subtract(value));
                case 2 -> add("-" + place(width, value), width.bits() == 64 ? new Width(true, 64).wrap(value.negate()) : value.negate());
                default -> add(place(width, value) + " << " + place(Numbers.WIDTHS.getFirst(), BigInteger.valueOf(count)), new Width(width.signed(), 64).wrap(value.shiftLeft(count)));
            }
        }
        check();
    }

    @Test
    void literalsAreInvertedUpToTheWidthBesideThem() {
        for (int i = 0; i < CASES; i++) {
            final Width width = any(Numbers.WIDTHS);
            final BigInteger value = width.any(random);
            final Width other = any(Numbers.WIDTHS);
            final BigInteger literal = width.signed() ? other.any(random).abs().min(Numbers.I64.high()) : other.any(random).abs();
            final BigInteger inverted = Numbers.holding(width, literal).wrap(literal.not());
            final String text = literal(literal);
            final String operator = any(List.of("&", "|", "^"));
            switch (random.nextInt(4)) {
                case 0 -> add(place(width, value) + " " + operator + " " + text, Numbers.exact(operator, value, inverted));
                case 1 -> add(text + " " + operator + " " + place(width, value), Numbers.exact(operator, value, inverted));
                case 2 -> add(random.nextBoolean() ? place(width, value) + " == " + text : text + " == " + place(width, value), value.equals(inverted));
                default -> {
                    final String name = field(width);
                    pending += name + " = " + value + " " + name + " " + operator + "= " + text + " ";
                    add(name, width.wrap(Numbers.exact(operator, value, inverted)));
                }
            }
        }
        check();
    }

    @Test
    void literalsAreInvertedUpToTheWidthOfTheirPlace() {
        for (int i = 0; i < CASES; i++) {
            final Width width = any(Numbers.WIDTHS);
            final BigInteger literal = BigInteger.valueOf(random.nextInt(width.high().min(BigInteger.valueOf(1 << 20)).intValueExact()));
            final String name = random.nextBoolean() ? field(width) : "local" + random.nextInt(Integer.MAX_VALUE);
            pending += (name.startsWith("local") ? "let " + name + ": " + width.type() : name) + " = " + literal(literal) + " ";
            add(name, width.wrap(literal.not()));
        }
        check();
    }

    /** {@code ~} of a number, which is written in one of many ways. */
    private String literal(BigInteger value) {
        return switch (random.nextInt(4)) {
            case 0 -> "~0x" + value.toString(16);
            case 1 -> "~(" + value + " + 0)";
            case 2 -> "(~" + value + ")";
            default -> "~" + value;
        };
    }

    private void add(String expression, Object value) {
        handlers.add(pending + "result " + expression + " end");
        pending = "";
        expected.add(value == null ? "fault" : value.toString());
    }

    /** A value that is read from the row or from a name; what must come before is pending. */
    private String place(Width width, BigInteger value) {
        final String name = random.nextBoolean() ? field(width) : "local" + random.nextInt(Integer.MAX_VALUE);
        final String assignment = (name.startsWith("local") ? "let " + name + ": " + width.type() : name) + " = " + value + " ";
        pending += assignment;
        return name;
    }

    private String field(Width width) {
        final String name = "f" + state.length();
        state.append(", ").append(name).append(": ").append(width.type());
        return name;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void check() {
        final List<String> found = new ArrayList<>();
        for (int from = 0; from < handlers.size(); from += 60) {
            found.addAll(Evaluator.emitted("", state.toString(), handlers.subList(from, Math.min(from + 60, handlers.size()))));
        }
        for (int i = 0; i < handlers.size(); i++) {
            final String handler = handlers.get(i);
            assertEquals(expected.get(i), found.get(i), () -> handler + "\nseed=" + seed);
        }
    }
}
