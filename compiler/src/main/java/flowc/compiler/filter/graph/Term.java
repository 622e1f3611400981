package flowc.compiler.filter.graph;

/**
 * A number of a packet. Two terms of one {@link Terms} that are computed the same way are one object, so identity is equality.
 *
 * @param id counts the terms of one {@link Terms}
 * @param bits those that can be 1; it may have more
 * @param registers bit n: the value depends on register n; bit 63 stands for all from 63 on
 */
public record Term(int id, Shape shape, int bits, long registers) {
    public boolean isConstant() {
        return shape instanceof Shape.Constant;
    }

    /** The unsigned value of a constant. */
    public long constant() {
        return ((Shape.Constant) shape).value() & 0xffff_ffffL;
    }

    /** No value is above; unsigned. */
    public long highest() {
        return isConstant() ? constant() : upTo(bits) & 0xffff_ffffL;
    }

    /** All bits up to the highest of {@code bits}. */
    static int upTo(int bits) {
        return bits == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(bits);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return "t" + id + "=" + shape;
    }
}
