package flowc.oracle;

import java.util.List;
import java.util.stream.Collectors;

/** Statements of described trackers, with their text. */
sealed interface Action {
    /** An endpoint that a handler has at hand: the packet's, or, where there is none, that of the row's key. */
    enum Side {
        SRC("src"), DST("dst"), KEY_SRC("key.src"), KEY_DST("key.dst");

        private final String text;

        Side(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** {@code n += by}, {@code small += by} (16 bits) or, of a counter, {@code c += by}. */
    record Add(String field, int by) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return field + " += " + by;
        }
    }

    record AddLength() implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "bytes += pkt.len";
        }
    }

    /** What the row keeps of a packet. */
    record Keep() implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "last = max(last, pkt.time); home = src";
        }
    }

    /** A division that fails where {@code n} is a multiple. */
    record Divide(int modulus) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "q = 1000 / (n % " + modulus + ")";
        }
    }

    record When(Condition condition, List<Action> then, List<Action> otherwise) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "if " + condition.text() + " " + block(then, tracker) + (otherwise.isEmpty() ? "" : " else " + block(otherwise, tracker));
        }
    }

    record Expire() implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "expire";
        }
    }

    record Return() implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "return";
        }
    }

    /** A loop of {@code rounds} that leaves round {@code skipped} out and ends before round {@code stopped}. */
    record Loop(int id, int rounds, int skipped, int stopped, List<Action> body) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "for i" + id + " in 0.." + (rounds - 1) + " {\n if i" + id + " == " + skipped + " { continue }\n if i" + id + " == " + stopped + " { break }\n" + lines(body, tracker) + "}";
        }
    }

    /** Everything that can be said here. */
    record Emit(String record, List<String> fields) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "emit " + record + " { " + String.join(", ", fields) + " }";
        }
    }

    /** {@code t[src] = { n: n, who: key }}, from the table whose key {@code who} is. */
    record Fill(int table, Side side) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return tracker.tables().get(table).name() + "[" + side.text() + "] = { n: n, who: key }";
        }
    }

    /**
     * {@code if let r = t[…] where r.n % 3 != 0 { … }}: counts in the other row, then goes on with it bound.
     *
     * @param moved asks {@code r.who != key} instead
     */
    record Look(int id, int table, Side side, boolean moved, List<Action> then, List<Action> otherwise) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            final TableSpec other = tracker.tables().get(table);
            final String at = other.key() == KeyKind.TYPED ? side.text() : other.key() == KeyKind.ADDRESSES ? "ip.src, ip.dst" : "src, dst, proto";
            final String r = "r" + id;
            return "if let " + r + " = " + other.name() + "[" + at + "] where " + r + (moved ? ".who != key" : ".n % 3 != 0") + " {\n " + r + ".n += 100\n"
                    + lines(then, tracker) + " emit seen" + table + " { rn: " + r + ".n, rkey: " + r + ".key" + (moved ? ", who: " + r + ".who" : "") + " } }"
                    + (otherwise.isEmpty() ? "" : " else " + block(otherwise, tracker));
        }
    }

    /** Reads a row that may not be there, in one expression. */
    record Ask(int table, Side side) implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "n += " + tracker.tables().get(table).name() + "[" + side.text() + "]?.n ?? 7";
        }
    }

    /** In {@code each}: adds to the interval's sums. */
    record Sum() implements Action {
        @Override
        public String text(TrackerSpec tracker) {
            return "rows += 1; sum += c.delta";
        }
    }

    String text(TrackerSpec tracker);

    static String lines(List<Action> actions, TrackerSpec tracker) {
        return actions.stream().map(action -> "  " + action.text(tracker) + "\n").collect(Collectors.joining());
    }

    static String block(List<Action> actions, TrackerSpec tracker) {
        return "{\n" + lines(actions, tracker) + "  }";
    }
}
