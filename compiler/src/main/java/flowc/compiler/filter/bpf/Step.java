package flowc.compiler.filter.bpf;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import java.util.List;

/** What a program does before it goes on. Steps make a graph without cycles; those of one {@link Steps} are equal only if they are the same. */
sealed interface Step {
    default List<Step> next() {
        return switch (this) {
            case Return _ -> List.of();
            case Store store -> List.of(store.then());
            case Branch branch -> List.of(branch.yes(), branch.no());
        };
    }

    final class Return implements Step {
        final boolean accepts;

        Return(boolean accepts) {
            this.accepts = accepts;
        }
    }

    final class Store implements Step {
        final int register;
        final Value value;
        private final Step then;

        Store(int register, Value value, Step then) {
            this.register = register;
            this.value = value;
            this.then = then;
        }

        Step then() {
            return then;
        }
    }

    /** Where both ways are the same, the test is made for what it loads. */
    final class Branch implements Step {
        final Predicate.Test test;
        private final Step yes;
        private final Step no;

        Branch(Predicate.Test test, Step yes, Step no) {
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
    }
}
