package flowc.compiler.types;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The integer types by name, and the ranges that operators give. */
public final class Integers {
    public static final Type.Integer I64 = signed(64);
    public static final Type.Integer U64 = unsigned(64);
    public static final Type.Integer U32 = unsigned(32);
    public static final Type.Integer U16 = unsigned(16);
    public static final Type.Integer U8 = unsigned(8);

    private static final List<Map.Entry<String, Type.Integer>> STORAGE = Stream.of(8, 16, 32, 64)
            .flatMap(bits -> Stream.of(Map.entry("u" + bits, unsigned(bits)), Map.entry("i" + bits, signed(bits)))).toList();

    private Integers() {}

    public static Type.Integer unsigned(int bits) {
        return new Type.Integer(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    }

    public static Type.Integer signed(int bits) {
        final BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        return new Type.Integer(half.negate(), half.subtract(BigInteger.ONE));
    }

    public static Type.Integer of(BigInteger value) {
        return new Type.Integer(value, value);
    }

    public static Type.Integer of(long low, long high) {
        return new Type.Integer(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    /** {@code u1} … {@code u64}, {@code i8} … {@code i64}, {@code int}. */
    public static Optional<Type.Integer> named(String name) {
        if (name.equals("int")) {
            return Optional.of(I64);
        }
        if (!name.matches("[ui][1-9][0-9]?")) {
            return Optional.empty();
        }
        final int bits = java.lang.Integer.parseInt(name.substring(1));
        if (bits > 64 || name.charAt(0) == 'i' && bits < 2) {
            return Optional.empty();
        }
        return Optional.of(name.charAt(0) == 'u' ? unsigned(bits) : signed(bits));
    }

    /** The smallest storage type that holds all of a range; i64 when none does. */
    public static Type.Integer storage(Type.Integer range) {
        return STORAGE.stream().map(Map.Entry::getValue).filter(t -> t.contains(range)).findFirst().orElse(range.low().signum() >= 0 ? U64 : I64);
    }

    /** Bytes that a value of the storage type takes. */
    public static int bytes(Type.Integer range) {
        final Type.Integer storage = storage(range);
        return (storage.mayBeNegative() ? storage.high().bitLength() + 1 : storage.high().bitLength()) / 8;
    }

    static String name(Type.Integer range) {
        return Stream.iterate(1, bits -> bits + 1).limit(64).filter(bits -> unsigned(bits).equals(range)).map(bits -> "u" + bits).findFirst()
                .orElseGet(() -> STORAGE.stream().filter(e -> e.getValue().contains(range)).map(Map.Entry::getKey).findFirst()
                        .orElse(range.low().signum() >= 0 ? "u64" : "i64"));
    }

    /** A range that the JVM's long can hold: too large ones wrap to u64 or, where negative values occur, to i64. */
    public static Type.Integer bounded(BigInteger low, BigInteger high) {
        final Type.Integer exact = new Type.Integer(low, high);
        if (U64.contains(exact) || I64.contains(exact)) {
            return exact;
        }
        return low.signum() >= 0 ? U64 : I64;
    }

    public static Type.Integer union(Type.Integer left, Type.Integer right) {
        return bounded(left.low().min(right.low()), left.high().max(right.high()));
    }

    public static Type.Integer add(Type.Integer left, Type.Integer right) {
        return bounded(left.low().add(right.low()), left.high().add(right.high()));
    }

    public static Type.Integer subtract(Type.Integer left, Type.Integer right) {
        return bounded(left.low().subtract(right.high()), left.high().subtract(right.low()));
    }

    public static Type.Integer multiply(Type.Integer left, Type.Integer right) {
        final List<BigInteger> products = Stream.of(left.low(), left.high())
                .flatMap(l -> Stream.of(right.low(), right.high()).map(l::multiply)).sorted().toList();
        return bounded(products.getFirst(), products.getLast());
    }

    /** Division truncates; by 0 it faults, so that 0 need not be in the range. */
    public static Type.Integer divide(Type.Integer left, Type.Integer right) {
        final BigInteger most = left.low().abs().max(left.high().abs());
        return left.mayBeNegative() || right.mayBeNegative() ? bounded(most.negate(), most) : new Type.Integer(BigInteger.ZERO, left.high());
    }

    public static Type.Integer remainder(Type.Integer left, Type.Integer right) {
        final BigInteger most = right.low().abs().max(right.high().abs()).subtract(BigInteger.ONE).max(BigInteger.ZERO).min(left.low().abs().max(left.high().abs()));
        return bounded(left.mayBeNegative() ? most.negate() : BigInteger.ZERO, most);
    }

    public static Type.Integer and(Type.Integer left, Type.Integer right) {
        if (!left.mayBeNegative() && !right.mayBeNegative()) {
            return new Type.Integer(BigInteger.ZERO, left.high().min(right.high()));
        }
        if (left.mayBeNegative() && right.mayBeNegative()) {
            return I64;
        }
        return new Type.Integer(BigInteger.ZERO, left.mayBeNegative() ? right.high() : left.high());
    }

    /** Also of exclusive or: no bit above the highest of both. */
    public static Type.Integer or(Type.Integer left, Type.Integer right) {
        if (left.mayBeNegative() || right.mayBeNegative()) {
            return I64;
        }
        return unsigned(Math.max(1, Math.max(left.high().bitLength(), right.high().bitLength())));
    }

    public static Type.Integer shiftLeft(Type.Integer left, Type.Integer count) {
        if (!count.low().equals(count.high()) || left.mayBeNegative()) {
            return left.mayBeNegative() ? I64 : U64;
        }
        return bounded(left.low().shiftLeft(count.low().intValue()), left.high().shiftLeft(count.low().intValue()));
    }

    public static Type.Integer shiftRight(Type.Integer left, Type.Integer count) {
        final int least = count.low().min(BigInteger.valueOf(63)).max(BigInteger.ZERO).intValue();
        return left.mayBeNegative() ? left : new Type.Integer(BigInteger.ZERO, left.high().shiftRight(least));
    }
}
