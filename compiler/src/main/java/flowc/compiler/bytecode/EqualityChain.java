package flowc.compiler.bytecode;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chain of questions which of some constants one local is, {@code if x == 1 … else if x == 2 or x == 3 … else …}, which a switch asks at once.
 * A constant that two branches ask for is the first one's.
 *
 * @param branches index into {@code bodies} by constant
 * @param links the lists that hold nothing but the chain's next question
 */
record EqualityChain(IrLocal subject, SortedMap<Integer, Integer> branches, List<List<IrStatement>> bodies, List<List<IrStatement>> links,
        List<IrStatement> otherwise) {
    /** With fewer constants questions are as good. */
    private static final int WORTH_IT_CONSTANTS = 4;

    static Optional<EqualityChain> of(IrStatement.If first) {
        final Optional<IrLocal> subject = subject(first.condition());
        final SortedMap<Integer, Integer> branches = new TreeMap<>();
        final List<List<IrStatement>> bodies = new ArrayList<>();
        final List<List<IrStatement>> links = new ArrayList<>();
        List<IrStatement> rest = List.of(first);
        while (subject.isPresent() && rest.size() == 1 && rest.getFirst() instanceof IrStatement.If next) {
            final List<Integer> constants = new ArrayList<>();
            if (!constants(next.condition(), subject.get(), constants)) {
                break;
            }
            constants.forEach(constant -> branches.putIfAbsent(constant, bodies.size()));
            bodies.add(next.then());
            if (next != first) {
                links.add(rest);
            }
            rest = next.otherwise();
        }
        return branches.size() < WORTH_IT_CONSTANTS ? Optional.empty() : Optional.of(new EqualityChain(subject.get(), branches, bodies, links, rest));
    }

    private static Optional<IrLocal> subject(IrExpression condition) {
        return switch (condition) {
            case IrExpression.Compare(IrComparison comparison, IrExpression.Read read, IrExpression.LongConstant _) when comparison == IrComparison.EQUAL -> Optional.of(read.local());
            case IrExpression.Or or -> subject(or.left());
            default -> Optional.empty();
        };
    }

    /** Adds the constants that {@code condition} asks {@code subject} for; false when it asks for anything else. */
    private static boolean constants(IrExpression condition, IrLocal subject, List<Integer> to) {
        return switch (condition) {
            case IrExpression.Compare(IrComparison comparison, IrExpression.Read(IrLocal local), IrExpression.LongConstant(long value))
                    when comparison == IrComparison.EQUAL && local.equals(subject) && value == (int) value -> to.add((int) value);
            case IrExpression.Or or -> constants(or.left(), subject, to) && constants(or.right(), subject, to);
            default -> false;
        };
    }

    boolean isDense() {
        return (long) branches.lastKey() - branches.firstKey() < 2L * branches.size();
    }
}
