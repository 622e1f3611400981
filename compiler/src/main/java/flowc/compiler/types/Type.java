package flowc.compiler.types;

import java.math.BigInteger;
import java.util.List;

/** What a value can be. Two types are the same when they are equal; {@link Integer} carries the range of its values, so that arithmetic widens by itself. */
public sealed interface Type {
    /** As users write or would write it. */
    String text();

    /** All integers from {@code low} to {@code high}; storage types are the full ranges u8 … i64. */
    record Integer(BigInteger low, BigInteger high) implements Type {
        @Override
        public String text() {
            return Integers.name(this);
        }

        public boolean contains(Integer other) {
            return low.compareTo(other.low) <= 0 && high.compareTo(other.high) >= 0;
        }

        /** Whether some value is over the largest i64, so that the JVM's long must be read as unsigned. */
        public boolean needsUnsigned() {
            return high.bitLength() > 63;
        }

        public boolean mayBeNegative() {
            return low.signum() < 0;
        }
    }

    /** Types without parts. */
    enum Simple implements Type {
        BOOL("bool"), FLOAT("f64"), TIME("time"), DURATION("duration"), MAC("mac"), IP4("ip4"), IP6("ip6"), IP("ip"), ENDPOINT("endpoint"),
        /** Bytes of the packet, in place. */
        VIEW("bytes"),
        TEXT("text"), NETWORK("network"), COUNTER("counter"),
        /** Of an expression that has been reported: nothing more is said about it. */
        ERROR("?"),
        /** Of a call without result. */
        NOTHING("nothing");

        private final String text;

        Simple(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** Up to {@code maximum} bytes and their number. */
    record Bytes(int maximum) implements Type {
        @Override
        public String text() {
            return "bytes<" + maximum + ">";
        }
    }

    record Enumeration(String name, int bits, List<Member> members) implements Type {
        @Override
        public String text() {
            return name;
        }

        public Member member(String memberName) {
            return members.stream().filter(m -> m.name().equals(memberName)).findFirst().orElse(null);
        }
    }

    record Member(String name, long value) {}

    record Struct(String name, List<Field> fields) implements Type {
        @Override
        public String text() {
            return name;
        }

        public Field field(String fieldName) {
            return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst().orElse(null);
        }
    }

    record Field(String name, Type type) {}

    /** The key of a table as a value. */
    record Key(String name, List<Part> parts) implements Type {
        @Override
        public String text() {
            return name;
        }
    }

    sealed interface Part {
        /** {@code type} is {@link Maybe} when the part may be absent. */
        record Single(String name, Type type) implements Part {}

        /** Two values of one type without order; the names are of who spoke first and who second. */
        record Unordered(String firstName, String secondName, Type type) implements Part {}
    }

    record Maybe(Type inner) implements Type {
        @Override
        public String text() {
            return inner.text() + "?";
        }
    }

    record Range(Type element) implements Type {
        @Override
        public String text() {
            return "range of " + element.text();
        }
    }

    /** Two values of which a comparison asks for either. */
    record Either(Type element) implements Type {
        @Override
        public String text() {
            return "either of two " + element.text();
        }
    }

    /** A {@code top(n)} whose rows are {@code row}, ordered by field {@code order}. */
    record Top(Struct row, int order) implements Type {
        @Override
        public String text() {
            return "top";
        }
    }

    /** A row of a table that may be absent; {@code table} is its name. */
    record Row(String table) implements Type {
        @Override
        public String text() {
            return "row of " + table;
        }
    }

    /** A header or layer, standing for its presence. */
    record Presence(String name) implements Type {
        @Override
        public String text() {
            return "header " + name;
        }
    }
}
