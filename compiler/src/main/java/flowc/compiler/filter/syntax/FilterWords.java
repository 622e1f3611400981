package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.FilterExpression.And;
import flowc.compiler.filter.ast.FilterExpression.Not;
import flowc.compiler.filter.ast.FilterExpression.Or;

/** Says an expression in English: a line a condition, indented where it is part of another. */
public final class FilterWords {
    private static final String INDENT = "  ";

    private final StringBuilder lines = new StringBuilder();

    private FilterWords() {}

    /** Lines, each with its line end. */
    public static String of(FilterExpression expression) {
        final FilterWords words = new FilterWords();
        words.write(expression, "", "");
        return words.lines.toString();
    }

    private void write(FilterExpression expression, String indent, String prefix) {
        switch (expression) {
            case FilterExpression.Everything _ -> line(indent, "every packet");
            case And _ -> list(expression, true, indent, prefix.isEmpty() ? "all of:" : "not all of:");
            case Or _ -> list(expression, false, indent, prefix.isEmpty() ? "any of:" : "none of:");
            case Not not when prefix.isEmpty() -> write(not.operand(), indent, "not: ");
            case Not not -> write(not.operand(), indent, "");
            default -> line(indent, prefix + PrimitiveWords.of(expression));
        }
    }

    private void list(FilterExpression expression, boolean isAnd, String indent, String title) {
        line(indent, title);
        FilterPrinter.flat(expression, isAnd).forEach(part -> write(part, indent + INDENT, ""));
    }

    private void line(String indent, String text) {
        lines.append(indent).append(text).append('\n');
    }
}
