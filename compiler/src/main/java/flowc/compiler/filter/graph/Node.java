package flowc.compiler.filter.graph;

/**
 * A step of a filter. Nodes make a graph without cycles; {@link Nodes} makes two that do the same one object, so identity is equality: comparing by
 * value, as records do by themselves, would walk all that follows, along every path.
 */
public sealed interface Node {
    int id();

    /** {@code AGAIN} and {@code DONE} end a round of the innermost {@link Repeat}: the next one follows, or what is behind. */
    enum Outcome { ACCEPT, REJECT, AGAIN, DONE }

    record End(int id, Outcome outcome) implements Node {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    record Branch(int id, Condition condition, Node yes, Node no) implements Node {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    /** Gives a register a value. */
    record Assign(int id, int register, Term value, Node next) implements Node {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    /** Runs {@code round} until it is DONE, at most {@code limit} times, then {@code next}. */
    record Repeat(int id, Node round, int limit, Node next) implements Node {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return id;
        }
    }
}
