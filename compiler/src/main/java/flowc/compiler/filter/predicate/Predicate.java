package flowc.compiler.filter.predicate;

/**
 * Accepts or rejects a packet. Tests run in the order of the tree, left before right, and not beyond what decides; every load of a test that runs
 * happens, because one beyond the captured bytes rejects the packet whatever stands around it.
 */
public sealed interface Predicate {
    record Always() implements Predicate {}

    record Never() implements Predicate {}

    /** Unsigned comparison. {@code left} is evaluated before {@code right}. */
    record Test(Comparison comparison, Value left, Value right) implements Predicate {}

    /** {@code right} only where {@code left} accepted. */
    record And(Predicate left, Predicate right) implements Predicate {}

    /** {@code right} only where {@code left} rejected. */
    record Or(Predicate left, Predicate right) implements Predicate {}

    record Not(Predicate operand) implements Predicate {}

    /** Gives a register a value (and evaluates its loads); accepts. */
    record Set(int register, Value value) implements Predicate {}

    /** Runs {@code round} until it rejects, at most {@code limit} times; accepts. For {@code protochain}, whose steps set registers. */
    record Repeat(Predicate round, int limit) implements Predicate {}

    enum Comparison { EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL }
}
