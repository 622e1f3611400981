package flowc.compiler.syntax;

import flowc.compiler.syntax.ast.Declaration.KeyPart;
import flowc.compiler.syntax.ast.Declaration.KeySpec;
import flowc.compiler.syntax.ast.Expression;
import java.util.List;

/** Prints keys: without parentheses where all parts are plain, else with, and what was added to named parts behind them. */
final class KeyPrinter {
    private KeyPrinter() {}

    static String key(KeySpec key) {
        final List<KeyPart> parts = key.parts();
        if (parts.stream().allMatch(KeyPrinter::isPlain)) {
            return join(parts);
        }
        int end = parts.size();
        while (end > 1 && isAdded(parts.get(end - 1)) && isPlain(parts.get(end - 1))) {
            end--;
        }
        final String added = end == parts.size() ? "" : " + " + join(parts.subList(end, parts.size()));
        return "(" + join(parts.subList(0, end)) + ")" + added;
    }

    private static String join(List<KeyPart> parts) {
        final StringBuilder text = new StringBuilder();
        for (final KeyPart part : parts) {
            text.append(text.isEmpty() ? "" : isAdded(part) ? " + " : ", ").append(part(part));
        }
        return text.toString();
    }

    private static boolean isAdded(KeyPart part) {
        return switch (part) {
            case KeyPart.Single p -> p.added();
            case KeyPart.Unordered p -> p.added();
            case KeyPart.Typed _ -> false;
        };
    }

    private static boolean isPlain(KeyPart part) {
        return switch (part) {
            case KeyPart.Single p -> p.name() == null && isPath(p.value());
            case KeyPart.Unordered _ -> true;
            case KeyPart.Typed _ -> false;
        };
    }

    private static boolean isPath(Expression value) {
        return switch (value) {
            case Expression.Name _ -> true;
            case Expression.Member e -> isPath(e.target());
            case Expression.Index e -> isPath(e.target());
            case Expression.Slice e -> isPath(e.target());
            case Expression.Call e -> isPath(e.target());
            default -> false;
        };
    }

    private static String part(KeyPart part) {
        return switch (part) {
            // Without a name, parts are joined by '+', so what binds weaker needs parentheses.
            case KeyPart.Single p -> (p.name() == null ? p.added() ? ExpressionPrinter.product(p.value()) : ExpressionPrinter.print(p.value())
                    : p.name() + ": " + ExpressionPrinter.print(p.value())) + (p.optional() ? "?" : "");
            case KeyPart.Unordered p -> "unordered(" + named(p.firstName(), p.first()) + ", " + named(p.secondName(), p.second()) + ")";
            case KeyPart.Typed p -> p.name() + ": " + ExpressionPrinter.type(p.type());
        };
    }

    private static String named(String name, Expression value) {
        return (name == null ? "" : name + ": ") + ExpressionPrinter.print(value);
    }
}
