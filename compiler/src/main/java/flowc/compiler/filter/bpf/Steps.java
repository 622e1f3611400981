package flowc.compiler.filter.bpf;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the steps of a predicate, from its end to its beginning. Equal ones are made once, and tests whose outcome is known on their way are left out. */
final class Steps {
    final Step accept;
    final Step reject;
    private final Map<List<Object>, Step> made = new HashMap<>();
    /** How far behind a test others are looked at that it decides; more makes more copies of what is shared. */
    private final int foresight;

    Steps(int foresight) {
        this.foresight = foresight;
        this.accept = new Step.Return(true);
        this.reject = new Step.Return(false);
    }

    Step of(Predicate predicate) {
        return of(predicate, accept, reject);
    }

    private Step of(Predicate predicate, Step yes, Step no) {
        return switch (predicate) {
            case Predicate.Always _ -> yes;
            case Predicate.Never _ -> no;
            case Predicate.Test test -> test(test, yes, no);
            case Predicate.And and -> of(and.left(), of(and.right(), yes, no), no);
            case Predicate.Or or -> of(or.left(), yes, of(or.right(), yes, no));
            case Predicate.Not not -> of(not.operand(), no, yes);
            case Predicate.Set set -> once(List.of(set, yes), () -> new Step.Store(set.register(), set.value(), yes));
            case Predicate.Repeat _ -> throw new FilterError(
                    new Place(0, Integer.MAX_VALUE),
                    "protochain needs a loop, and classic BPF programs go only forward",
                    "use proto, which looks at the first header alone");
        };
    }

    private Step test(Predicate.Test test, Step yes, Step no) {
        return switch (test.comparison()) {
            case NOT_EQUAL -> test(new Predicate.Test(Comparison.EQUAL, test.left(), test.right()), no, yes);
            case LESS -> test(new Predicate.Test(Comparison.GREATER_EQUAL, test.left(), test.right()), no, yes);
            case LESS_EQUAL -> test(new Predicate.Test(Comparison.GREATER, test.left(), test.right()), no, yes);
            case EQUAL, GREATER, GREATER_EQUAL -> branch(test, yes, no);
        };
    }

    private Step branch(Predicate.Test test, Step yes, Step no) {
        if (test.left() instanceof Value.Constant left && test.right() instanceof Value.Constant right) {
            return holds(test.comparison(), left.value(), right.value()) ? yes : no;
        }
        final Step then = assuming(test, true, yes, foresight);
        final Step otherwise = assuming(test, false, no, foresight);
        if (then == otherwise && !Values.mayReject(test.left()) && !Values.mayReject(test.right())) {
            return then;
        }
        return once(List.of(test, then, otherwise), () -> new Step.Branch(test, then, otherwise));
    }

    private static boolean holds(Comparison comparison, int left, int right) {
        final int order = Integer.compareUnsigned(left, right);
        return switch (comparison) {
            case EQUAL -> order == 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    /** {@code step}, where {@code test} has come out as {@code outcome}. */
    private Step assuming(Predicate.Test test, boolean outcome, Step step, int distance) {
        if (distance == 0 || !(step instanceof Step.Branch branch) || Values.readsRegister(test.left()) || Values.readsRegister(test.right())) {
            return step;
        }
        final Boolean known = known(test, outcome, branch.test);
        if (known != null) {
            return assuming(test, outcome, known ? branch.yes() : branch.no(), distance);
        }
        final Step yes = assuming(test, outcome, branch.yes(), distance - 1);
        final Step no = assuming(test, outcome, branch.no(), distance - 1);
        return yes == branch.yes() && no == branch.no()
                ? step
                : once(List.of(branch.test, yes, no), () -> new Step.Branch(branch.test, yes, no));
    }

    /** How {@code asked} comes out; null where the other does not tell. */
    private static Boolean known(Predicate.Test test, boolean outcome, Predicate.Test asked) {
        if (asked.equals(test)) {
            return outcome;
        }
        final boolean otherNumber = outcome && test.comparison() == Comparison.EQUAL && asked.left().equals(test.left());
        if (otherNumber && test.right() instanceof Value.Constant is && asked.right() instanceof Value.Constant number) {
            return holds(asked.comparison(), is.value(), number.value());
        }
        return null;
    }

    private Step once(List<Object> key, Supplier<Step> make) {
        final Step known = made.get(key);
        if (known != null) {
            return known;
        }
        final Step step = make.get();
        made.put(key, step);
        return step;
    }
}
