package flowc.compiler.syntax;

import flowc.compiler.syntax.ast.Declaration.KeyPart;
import flowc.compiler.syntax.ast.Declaration.KeySpec;
import flowc.compiler.syntax.ast.Expression;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds keys: lists of parts, joined by ',' or '+'. */
final class KeyBuilder {
    private final AstBuilder ast;

    KeyBuilder(AstBuilder ast) {
        this.ast = ast;
    }

    KeySpec key(Flow.KeyContext rule) {
        final List<KeyPart> parts = new ArrayList<>();
        boolean added = false;
        for (final ParseTree child : rule.children) {
            switch (child) {
                case TerminalNode sign -> added = sign.getSymbol().getType() == FlowLexer.PLUS;
                case Flow.KeyTermContext term -> parts.add(term(term, added));
                case Flow.KeyItemContext item -> item(item, parts);
                default -> { }
            }
        }
        return new KeySpec(ast.span(rule), List.copyOf(parts));
    }

    private KeyPart term(Flow.KeyTermContext rule, boolean added) {
        if (rule.unordered() != null) {
            return unordered(rule.unordered(), added);
        }
        return new KeyPart.Single(ast.span(rule), null, ast.expressions.keyTerm(rule), added, rule.QUESTION() != null);
    }

    private void item(Flow.KeyItemContext rule, List<KeyPart> parts) {
        switch (rule) {
            case Flow.KeyUnorderedContext c -> {
                parts.add(unordered(c.unordered(), false));
                c.keyTerm().forEach(term -> parts.add(term(term, true)));
            }
            case Flow.KeyTypedContext c -> parts.add(new KeyPart.Typed(ast.span(c), ast.text(c.name()), ast.types.bounded(c.bounded())));
            case Flow.KeyValueContext c -> value(c, parts);
            default -> { }
        }
    }

    private void value(Flow.KeyValueContext rule, List<KeyPart> parts) {
        final Expression value = ast.expressions.expression(rule.expression());
        final boolean optional = rule.QUESTION() != null;
        if (rule.name() == null) {
            addends(value, false, optional, parts);
        } else {
            parts.add(new KeyPart.Single(ast.span(rule), ast.text(rule.name()), value, false, optional));
        }
    }

    /** Without a name, {@code a + b} is two parts: a sum needs one. */
    private static void addends(Expression value, boolean added, boolean optional, List<KeyPart> parts) {
        if (value instanceof Expression.Binary binary && binary.operator() == Expression.BinaryOperator.ADD) {
            addends(binary.left(), added, false, parts);
            addends(binary.right(), true, optional, parts);
        } else {
            parts.add(new KeyPart.Single(value.span(), null, value, added, optional));
        }
    }

    private KeyPart unordered(Flow.UnorderedContext rule, boolean added) {
        final Flow.UnorderedPartContext first = rule.unorderedPart(0);
        final Flow.UnorderedPartContext second = rule.unorderedPart(1);
        final Expression firstValue = ast.expressions.expression(first.expression());
        final Expression secondValue = ast.expressions.expression(second.expression());
        if (first.name() == null && second.name() != null && firstValue instanceof Expression.Name && secondValue instanceof Expression.Name) {
            // unordered(src, dst: endpoint): a run of names before their type, as in fields; the type only tells the reader.
            return new KeyPart.Unordered(ast.span(rule), null, firstValue, null, ast.expressions.name(second.name()), added);
        }
        return new KeyPart.Unordered(ast.span(rule), nameOf(first), firstValue, nameOf(second), secondValue, added);
    }

    private String nameOf(Flow.UnorderedPartContext part) {
        return part.name() == null ? null : ast.text(part.name());
    }
}
