package flowc.compiler.syntax;

import static flowc.compiler.source.Code.BAD_LITERAL;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.TemplatePart;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds strings: literals without holes, templates with them. */
final class TextBuilder {
    private final AstBuilder ast;

    TextBuilder(AstBuilder ast) {
        this.ast = ast;
    }

    Expression text(Flow.TextContext rule) {
        final List<TemplatePart> parts = new ArrayList<>();
        final StringBuilder characters = new StringBuilder();
        Span run = null;
        for (final ParseTree child : rule.children) {
            if (child instanceof Flow.HoleContext hole) {
                flush(parts, characters, run);
                run = null;
                parts.add(hole(hole));
            } else if (child instanceof TerminalNode node && isText(node.getSymbol())) {
                final Span span = ast.span(node.getSymbol());
                run = run == null ? span : run.to(span);
                append(characters, node.getSymbol(), span);
            }
        }
        if (parts.isEmpty()) {
            return new Expression.TextLiteral(ast.span(rule), characters.toString());
        }
        flush(parts, characters, run);
        return new Expression.Template(ast.span(rule), List.copyOf(parts));
    }

    private static boolean isText(Token token) {
        return token.getType() == FlowLexer.TEXT_CHARACTERS || token.getType() == FlowLexer.ESCAPE;
    }

    private static void flush(List<TemplatePart> parts, StringBuilder characters, Span run) {
        if (run != null) {
            parts.add(new TemplatePart.Text(run, characters.toString()));
            characters.setLength(0);
        }
    }

    private TemplatePart hole(Flow.HoleContext rule) {
        final String format = rule.format() == null ? "" : formatText(rule);
        return new TemplatePart.Hole(ast.span(rule), ast.expressions.expression(rule.expression()), format);
    }

    /** All characters between the colon and the brace, blanks at the ends aside: a format is no sequence of tokens. */
    private String formatText(Flow.HoleContext rule) {
        final int start = ast.span(rule.COLON().getSymbol()).end();
        final int end = ast.span(rule.BRACE_CLOSE().getSymbol()).start();
        return ast.positions.source().text().substring(start, end).strip();
    }

    private void append(StringBuilder characters, Token token, Span span) {
        final String text = span.text();
        if (token.getType() == FlowLexer.TEXT_CHARACTERS) {
            characters.append(text);
            return;
        }
        final char escaped = text.length() > 1 ? text.charAt(1) : ' ';
        switch (escaped) {
            case 'n' -> characters.append('\n');
            case 't' -> characters.append('\t');
            case '"', '\\', '{', '}' -> characters.append(escaped);
            default -> ast.reporter.error(BAD_LITERAL, span, "unknown escape '%s'", text).hint("escapes are \\n \\t \\\" \\\\ \\{ \\}");
        }
    }
}
