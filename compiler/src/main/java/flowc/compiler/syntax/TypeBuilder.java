package flowc.compiler.syntax;

import flowc.compiler.syntax.ast.TypeName;
import flowc.grammar.Flow;

/** Builds types as written. */
final class TypeBuilder {
    private final AstBuilder ast;

    TypeBuilder(AstBuilder ast) {
        this.ast = ast;
    }

    TypeName type(Flow.TypeContext rule) {
        final TypeName bare = bare(rule.bareType());
        return rule.QUESTION() == null ? bare : new TypeName.Maybe(ast.span(rule), bare);
    }

    TypeName typeOrNull(Flow.TypeContext rule) {
        return rule == null ? null : type(rule);
    }

    TypeName bare(Flow.BareTypeContext rule) {
        if (rule.bounded() != null) {
            return bounded(rule.bounded());
        }
        if (rule.sized() != null) {
            return new TypeName.SizedBytes(ast.span(rule), ast.expressions.sum(rule.sized().sum()));
        }
        if (rule.applied() != null) {
            return applied(rule.applied());
        }
        return new TypeName.Named(ast.span(rule), rule.name().stream().map(ast::text).toList());
    }

    TypeName bounded(Flow.BoundedContext rule) {
        return new TypeName.BoundedBytes(ast.span(rule), ast.expressions.sum(rule.sum()));
    }

    private TypeName applied(Flow.AppliedContext rule) {
        return new TypeName.Applied(ast.span(rule), ast.text(rule.name()), ast.list(rule.arguments().expression(), ast.expressions::expression),
                rule.type() == null ? null : type(rule.type()));
    }
}
