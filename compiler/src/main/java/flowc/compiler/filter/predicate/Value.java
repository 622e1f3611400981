package flowc.compiler.filter.predicate;

/** A 32-bit number of a packet; all arithmetic is modulo 2^32 and unsigned. */
public sealed interface Value {
    record Constant(int value) implements Value {}

    /** Bytes on the wire. */
    record WireLength() implements Value {}

    /**
     * {@code bytes} (1, 2 or 4) bytes in network order at {@code offset} from the packet's first byte. Where any of them is not captured the
     * whole filter rejects the packet at once, under a {@code not} as well. An offset of the form {@code ADD(x, Constant)} is an indexed load
     * of classic BPF, {@code x} its register X: this one sum does not wrap, so a register of {@code -1} reaches beyond every packet.
     */
    record Load(int bytes, Value offset) implements Value {}

    /**
     * What SHIFT_LEFT and SHIFT_RIGHT shift by 32 or more is 0; DIVIDE and REMAINDER by 0 reject the packet as a load beyond its end does.
     */
    record Binary(Operator operator, Value left, Value right) implements Value {}

    record Negation(Value operand) implements Value {}

    /** What the last {@link Predicate.Set} of this register left; 0 before. */
    record Register(int number) implements Value {}

    /** A word of Linux' packet metadata ({@code SKF_AD_OFF + offset}, linux/filter.h): live captures only. */
    record Metadata(int offset) implements Value {}

    enum Operator {
        ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), REMAINDER("%"), AND("&"), OR("|"), XOR("^"), SHIFT_LEFT("<<"), SHIFT_RIGHT(">>");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As filters write it. */
        public String sign() {
            return sign;
        }
    }
}
