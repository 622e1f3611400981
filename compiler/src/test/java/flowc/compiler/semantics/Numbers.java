package flowc.compiler.semantics;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** The rules of whole numbers (rule 13) in Java: results are exact as long as 64 bits hold them. */
final class Numbers {
    static final List<Width> WIDTHS = List.of(new Width(false, 8), new Width(false, 16), new Width(false, 32), new Width(false, 64),
            new Width(true, 8), new Width(true, 16), new Width(true, 32), new Width(true, 64));

    static final Width U64 = new Width(false, 64);
    static final Width I64 = new Width(true, 64);

    private Numbers() {}

    record Width(boolean signed, int bits) {
        String type() {
            return (signed ? "i" : "u") + bits;
        }

        BigInteger low() {
            return signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        }

        BigInteger high() {
            return BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        }

        boolean holds(BigInteger value) {
            return value.compareTo(low()) >= 0 && value.compareTo(high()) <= 0;
        }

        BigInteger wrap(BigInteger value) {
            final BigInteger low = value.mod(BigInteger.ONE.shiftLeft(bits));
            return signed && low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
        }

        /** Often a value at an end of the range. */
        BigInteger any(Random random) {
            return switch (random.nextInt(6)) {
                case 0 -> low();
                case 1 -> high();
                case 2 -> wrap(BigInteger.valueOf(random.nextInt(5) - 2));
                default -> wrap(new BigInteger(1 + random.nextInt(bits), random));
            };
        }
    }

    /** Null for a fault. */
    static BigInteger exact(String operator, BigInteger left, BigInteger right) {
        return switch (operator) {
            case "+" -> left.add(right);
            case "-" -> left.subtract(right);
            case "*" -> left.multiply(right);
            case "/" -> right.signum() == 0 ? null : left.divide(right);
            case "%" -> right.signum() == 0 ? null : left.remainder(right);
            case "&" -> left.and(right);
            case "|" -> left.or(right);
            case "^" -> left.xor(right);
            default -> throw new IllegalArgumentException("no operator: " + operator);
        };
    }

    static boolean compare(String operator, BigInteger left, BigInteger right) {
        final int order = left.compareTo(right);
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException("no comparison: " + operator);
        };
    }

    /** What 64 bits make of an exact result: u64 where no operand and no difference can be negative, else i64, unless the exact range fits one of them. */
    static BigInteger result(String operator, Width left, Width right, BigInteger exact) {
        BigInteger low = null;
        BigInteger high = null;
        for (final BigInteger l : List.of(left.low(), left.high())) {
            for (final BigInteger r : List.of(right.low(), right.high())) {
                final BigInteger end = r.signum() == 0 && "/%".contains(operator) ? l : exact(operator, l, r);
                low = low == null ? end : low.min(end);
                high = high == null ? end : high.max(end);
            }
        }
        if (U64.holds(low) && U64.holds(high) || I64.holds(low) && I64.holds(high)) {
            return exact;
        }
        return low.signum() >= 0 ? U64.wrap(exact) : I64.wrap(exact);
    }

    /** The width itself or, where it does not hold a number, the least one that holds both. */
    static Width holding(Width width, BigInteger value) {
        return WIDTHS.stream().filter(wider -> wider.signed() == width.signed() && wider.bits() >= width.bits() && wider.holds(value)).findFirst().orElseThrow();
    }
}
