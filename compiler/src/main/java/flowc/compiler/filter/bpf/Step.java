package flowc.compiler.filter.bpf;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import java.util.List;

/** What a program does before it goes on. Steps make a graph without cycles; those of one {@link Steps} are equal only if they are the same. */
sealed interface Step {
    int id();

    default List<Step> next() {
        return switch (this) {
            case Return _ -> List.of();
            case Store store -> List.of(store.then());
            case Branch branch -> List.of(branch.yes(), branch.no());
        };
    }

    final class Return implements Step {
        private final int id;
        final boolean accepts;

        Return(int id, boolean accepts) {
            this.id = id;
            this.accepts = accepts;
        }

        @Override
        public int id() {
            return id;
        }
    }

    final class Store implements Step {
        private final int id;
        final int register;
        final Value value;
        private final Step then;

        Store(int id, int register, Value value, Step then) {
            this.id = id;
            this.register = register;
            this.value = value;
            this.then = then;
        }

        Step then() {
            return then;
        }

        @Override
        public int id() {
            return id;
        }
    }

    /** Where both ways are the same, the test is made for what it loads. */
    final class Branch implements Step {
        private final int id;
        final Predicate.Test test;
        private final Step yes;
        private final Step no;

        Branch(int id, Predicate.Test test, Step yes, Step no) {
            this.id = id;
            this.test = test;
            this.yes = yes;
            this.no = no;
        }

        Step yes() {
            return yes;
        }

        Step no() {
            return no;
        }

        @Override
        public int id() {
            return id;
        }
    }
}
