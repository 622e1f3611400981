package flowc.compiler.filter.meaning;

import flowc.compiler.filter.predicate.Predicate;

/** Takes from predicates what goes to registers that nobody reads: all but the places of headers. */
final class Stores {
    private final Registers registers;

    Stores(Registers registers) {
        this.registers = registers;
    }

    Predicate withoutIdle(Predicate predicate) {
        return switch (predicate) {
            case Predicate.And and when isIdle(and.left()) -> withoutIdle(and.right());
            case Predicate.And and -> new Predicate.And(withoutIdle(and.left()), withoutIdle(and.right()));
            case Predicate.Or or -> new Predicate.Or(withoutIdle(or.left()), withoutIdle(or.right()));
            case Predicate.Not not -> new Predicate.Not(withoutIdle(not.operand()));
            case Predicate.Repeat repeat -> new Predicate.Repeat(withoutIdle(repeat.round()), repeat.limit());
            case Predicate.Always _, Predicate.Never _, Predicate.Test _, Predicate.Set _ -> predicate;
        };
    }

    private boolean isIdle(Predicate predicate) {
        return predicate instanceof Predicate.Set set && !registers.isKept(set.register());
    }
}
