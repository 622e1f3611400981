package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression.And;
import flowc.compiler.filter.ast.FilterExpression.Not;
import flowc.compiler.filter.ast.FilterExpression.Or;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a tree as an expression in its plainest form: every id has its own qualifiers, words have one spelling, numbers are decimal, and
 * parentheses stand only where they are needed. What it writes parses to the same tree again, places aside.
 */
public final class FilterPrinter {
    private FilterPrinter() {}

    public static String print(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.Everything _ -> "";
            case And and -> chain(and, true);
            case Or or -> chain(or, false);
            case Not not -> "not " + (not.operand() instanceof And || not.operand() instanceof Or ? "(" + print(not.operand()) + ")" : print(not.operand()));
            case FilterExpression.Relation relation -> NumberPrinter.print(relation.left()) + " " + sign(relation.comparison()) + " "
                    + NumberPrinter.print(relation.right());
            default -> PrimitivePrinter.print(expression);
        };
    }

    /** A run of one operator; a run of the other needs no parentheses where it comes first. */
    private static String chain(FilterExpression expression, boolean isAnd) {
        final List<FilterExpression> parts = parts(expression, isAnd);
        final List<String> printed = new ArrayList<>();
        for (final FilterExpression part : parts) {
            final boolean grouped = isRun(part, isAnd) || isRun(part, !isAnd) && part != parts.getFirst();
            printed.add(grouped ? "(" + print(part) + ")" : print(part));
        }
        return String.join(isAnd ? " and " : " or ", printed);
    }

    /** The parts of a run in order; only its two halves where the parser would not halve a run so. */
    private static List<FilterExpression> parts(FilterExpression expression, boolean isAnd) {
        final List<FilterExpression> all = flat(expression, isAnd);
        return isHalved(expression, isAnd, all.size()) ? all : List.of(left(expression), right(expression));
    }

    /** The parts of a run, and of runs of the same operator within it, in order. */
    static List<FilterExpression> flat(FilterExpression expression, boolean isAnd) {
        final List<FilterExpression> all = new ArrayList<>();
        flatten(expression, isAnd, all);
        return all;
    }

    private static void flatten(FilterExpression expression, boolean isAnd, List<FilterExpression> all) {
        if (isRun(expression, isAnd)) {
            flatten(left(expression), isAnd, all);
            flatten(right(expression), isAnd, all);
        } else {
            all.add(expression);
        }
    }

    private static boolean isHalved(FilterExpression expression, boolean isAnd, int count) {
        return count == 1 || !isRun(expression, isAnd) ? count == 1 && !isRun(expression, isAnd)
                : isHalved(left(expression), isAnd, (count + 1) / 2) && isHalved(right(expression), isAnd, count / 2);
    }

    private static boolean isRun(FilterExpression expression, boolean isAnd) {
        return isAnd ? expression instanceof And : expression instanceof Or;
    }

    private static FilterExpression left(FilterExpression expression) {
        return expression instanceof And and ? and.left() : ((Or) expression).left();
    }

    private static FilterExpression right(FilterExpression expression) {
        return expression instanceof And and ? and.right() : ((Or) expression).right();
    }

    static String sign(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
        };
    }
}
