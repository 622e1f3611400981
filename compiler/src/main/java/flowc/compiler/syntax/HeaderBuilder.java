package flowc.compiler.syntax;

import static flowc.compiler.source.Code.BAD_LITERAL;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.HeaderItem;
import flowc.compiler.syntax.ast.Declaration.LayerField;
import flowc.compiler.syntax.ast.Declaration.NamePart;
import flowc.compiler.syntax.ast.Declaration.Parent;
import flowc.compiler.syntax.ast.Expression;
import flowc.grammar.Flow;
import java.math.BigInteger;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds headers and layers. */
final class HeaderBuilder {
    private static final BigInteger MAX_LINK_TYPE = BigInteger.valueOf(65_535);

    private final AstBuilder ast;

    HeaderBuilder(AstBuilder ast) {
        this.ast = ast;
    }

    /** Null when no parent could be read. */
    Declaration header(Flow.HeaderContext rule, String doc) {
        final List<Parent> parents = ast.list(rule.parent(), this::parent);
        final List<HeaderItem> items = items(rule.headerItems());
        return parents.isEmpty() ? null : new Declaration.Header(ast.span(rule), doc, ast.text(rule.name()), ast.span(rule.name()), parents, items);
    }

    private Parent parent(Flow.ParentContext rule) {
        if (rule.name() == null) {
            return new Parent(ast.span(rule), null, linkType(rule.number), null);
        }
        return new Parent(ast.span(rule), ast.text(rule.name()), -1, rule.check() == null ? null : ast.expressions.check(rule.check()));
    }

    private int linkType(Token number) {
        final Expression value = ast.expressions.numbers.number(number);
        if (value instanceof Expression.IntegerLiteral literal && literal.value().compareTo(MAX_LINK_TYPE) <= 0) {
            return literal.value().intValue();
        }
        ast.reporter.error(BAD_LITERAL, ast.span(number), "a link type is a number up to %d", MAX_LINK_TYPE);
        return 0;
    }

    private List<HeaderItem> items(Flow.HeaderItemsContext rule) {
        return ast.list(rule.headerItem(), this::item);
    }

    private HeaderItem item(Flow.HeaderItemContext rule) {
        return switch (rule) {
            case Flow.HeaderFieldsContext c -> new HeaderItem.Fields(ast.span(c), ast.doc(c), ast.names(c.name()), ast.types.type(c.type()));
            case Flow.HeaderComputedContext c -> new HeaderItem.Computed(ast.span(c), ast.doc(c), ast.text(c.name()), ast.span(c.name()),
                    ast.expressions.expression(c.expression()));
            case Flow.HeaderPartContext c -> new HeaderItem.Part(ast.span(c), ast.expressions.check(c.check()), items(c.headerItems()));
            case Flow.HeaderRequirementContext c -> new HeaderItem.Requirement(ast.span(c), ast.expressions.check(c.check()));
            case Flow.HeaderEndsContext c -> new HeaderItem.Ends(ast.span(c), ast.expressions.expression(c.expression()));
            default -> null;
        };
    }

    Declaration layer(Flow.LayerContext rule, String doc) {
        final List<NamePart> names = ast.names(rule.name());
        final NamePart own = names.getFirst();
        final List<LayerField> fields = rule.layerBody() == null ? List.of() : ast.list(rule.layerBody().layerField(),
                f -> new LayerField(ast.span(f), ast.text(f.name()), ast.expressionOrNull(f.expression())));
        return new Declaration.Layer(ast.span(rule), doc, own.name(), own.span(), rule.LAST() != null, names.subList(1, names.size()), fields);
    }
}
