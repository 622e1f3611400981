package flowc.oracle;

/** Conditions of described trackers, with their text. */
sealed interface Condition {
    /** About the packet alone. */
    enum Header implements Condition {
        UDP("udp"), TCP("tcp"), SYN("tcp.syn"), TAGGED("vlan"), DNS("udp.port == 53"), LONG("pkt.len > 90"), FAR("ip.ttl < 60"), LATER("ip.fragment"),
        TO_LOW_PORT("l4.dst < 1024"), TAG_5("vlan.id == 5");

        private final String text;

        Header(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    record Not(Condition inner) implements Condition {
        @Override
        public String text() {
            return "not (" + inner.text() + ")";
        }
    }

    record And(Condition left, Condition right) implements Condition {
        @Override
        public String text() {
            return "(" + left.text() + ") and (" + right.text() + ")";
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public String text() {
            return "(" + left.text() + ") or (" + right.text() + ")";
        }
    }

    /** {@code n % modulus == rest} of the handler's own row. */
    record Every(int modulus, int rest) implements Condition {
        @Override
        public String text() {
            return "n % " + modulus + " == " + rest;
        }
    }

    record IsNew() implements Condition {
        @Override
        public String text() {
            return "isNew";
        }
    }

    record Reverse() implements Condition {
        @Override
        public String text() {
            return "dir == rev";
        }
    }

    record Moved() implements Condition {
        @Override
        public String text() {
            return "(home ?? src) != src";
        }
    }

    String text();
}
