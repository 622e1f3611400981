package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.grammar.PcapFilterParser;
import flowc.grammar.PcapFilterParser.ExpressionContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Joins conditions by {@code and} and {@code or}, which have the same precedence, from left to right: what stands before an operator is its left
 * side as a whole. A run of one operator is halved: it means the same, and ten thousand addresses make a tree of fourteen levels.
 */
final class Runs {
    private final List<FilterExpression> run = new ArrayList<>();
    private Integer operator;

    /** The token type of the operator before operand {@code index}. */
    static int operator(ExpressionContext rule, int index) {
        return ((TerminalNode) rule.getChild(2 * index - 1)).getSymbol().getType();
    }

    /** How many levels the operators of {@code rule} may add, at most. */
    static int count(ExpressionContext rule) {
        final int operands = rule.operand().size();
        int changes = 0;
        for (int i = 2; i < operands; i++) {
            changes += operator(rule, i) == operator(rule, i - 1) ? 0 : 1;
        }
        return operands == 1 ? 0 : changes + Integer.SIZE - Integer.numberOfLeadingZeros(operands);
    }

    /** {@code next} is the operator's token type; null for the first condition. */
    void add(Integer next, FilterExpression condition) {
        if (operator != null && !operator.equals(next)) {
            final FilterExpression left = join();
            run.clear();
            run.add(left);
        }
        operator = next;
        run.add(condition);
    }

    FilterExpression join() {
        return join(0, run.size());
    }

    private FilterExpression join(int first, int end) {
        if (end - first == 1) {
            return run.get(first);
        }
        final int middle = (first + end + 1) / 2;
        final FilterExpression left = join(first, middle);
        final FilterExpression right = join(middle, end);
        return operator == PcapFilterParser.AND ? new FilterExpression.And(left, right, left.place().to(right.place()))
                : new FilterExpression.Or(left, right, left.place().to(right.place()));
    }
}
