package flowc.runtime.export;

import java.util.List;

/** How a value lies in a record (native byte order unless said) and what it is, so that exporters can format it. */
public sealed interface FieldType {
    /** Bytes in the record. {@link Rows} is variable: its fixed part counts. */
    int bytes();

    /** Unsigned, 1, 2, 4 or 8 bytes. */
    record Unsigned(int bytes) implements FieldType {}

    /** Signed, 1, 2, 4 or 8 bytes. */
    record Signed(int bytes) implements FieldType {}

    record Float64() implements FieldType {
        @Override
        public int bytes() {
            return 8;
        }
    }

    /** One byte, 0 or 1. */
    record Bool() implements FieldType {
        @Override
        public int bytes() {
            return 1;
        }
    }

    /** Signed nanoseconds since 1970. */
    record Time() implements FieldType {
        @Override
        public int bytes() {
            return 8;
        }
    }

    /** Signed nanoseconds. */
    record Duration() implements FieldType {
        @Override
        public int bytes() {
            return 8;
        }
    }

    /** 8 bytes, the address in the low 48 bits. */
    record Mac() implements FieldType {
        @Override
        public int bytes() {
            return 8;
        }
    }

    /** 4 bytes: the address as a number, native order. */
    record Ip4() implements FieldType {
        @Override
        public int bytes() {
            return 4;
        }
    }

    /** 16 bytes in network order. */
    record Ip6() implements FieldType {
        @Override
        public int bytes() {
            return 16;
        }
    }

    /** 17 bytes: 16 in network order (IPv4 in the last four, zeros before), then 4 or 6; 0 for no address. */
    record Ip() implements FieldType {
        @Override
        public int bytes() {
            return 17;
        }
    }

    /** 20 bytes: an {@link Ip} (17), 1 when there is a port else 0 (1), the port, native order (2). */
    record Endpoint() implements FieldType {
        @Override
        public int bytes() {
            return 20;
        }
    }

    /** 2 bytes of length, then {@code maximum} bytes, zeros after the length. */
    record Bytes(int maximum) implements FieldType {
        @Override
        public int bytes() {
            return 2 + maximum;
        }
    }

    /** Unsigned of {@code bytes}; a value without name prints as its number. */
    record Enumeration(int bytes, List<EnumName> names) implements FieldType {}

    record EnumName(long value, String name) {}

    /** Fields at their offsets. */
    record Struct(int bytes, List<Field> fields) implements FieldType {}

    /** As Struct; endpoints in it print as two members, {@code src} and {@code src_port}. */
    record Key(int bytes, List<Field> fields) implements FieldType {}

    /**
     * Two values of one type side by side, and one byte at {@code orientationOffset} from the key's start: 0 when the first
     * was {@code firstName}, 1 when it was {@code secondName}. Only as a field of a Key.
     */
    record Unordered(String firstName, String secondName, FieldType element, int orientationOffset) implements FieldType {
        @Override
        public int bytes() {
            return 2 * element.bytes();
        }
    }

    /** One byte, 1 when present, then the value. */
    record Maybe(FieldType inner) implements FieldType {
        @Override
        public int bytes() {
            return 1 + inner.bytes();
        }
    }

    /** Low, then high. */
    record Range(FieldType element) implements FieldType {
        @Override
        public int bytes() {
            return 2 * element.bytes();
        }
    }

    /** 4 bytes: how many rows, 4 bytes: the offset of the first from the record's start; rows of {@code row.bytes()} each. */
    record Rows(Struct row) implements FieldType {
        @Override
        public int bytes() {
            return 8;
        }
    }

    /** A field by name; {@code offset} from the start of what holds it. */
    record Field(String name, FieldType type, int offset) {}
}
