package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a layer's field is in each member, on first use. */
final class LayerChecker {
    private final Session session;
    private final Set<Declaration.LayerField> checking = new HashSet<>();

    LayerChecker(Session session) {
        this.session = session;
    }

    void members(LayerSymbol layer) {
        for (Declaration.NamePart member : layer.declaration().members()) {
            final HeaderSymbol header = session.headers.get(member.name());
            if (header == null) {
                session.error(Code.UNKNOWN_NAME, member.span(), "there is no header '%s'", member.name())
                        .hint(Nearest.of(member.name(), session.headers.keySet()).map(n -> "did you mean '" + n + "'?").orElse(""));
            } else {
                layer.members().add(header);
            }
        }
    }

    void fields(LayerSymbol layer) {
        final Map<String, Span> names = new HashMap<>();
        for (Declaration.LayerField field : layer.declaration().fields()) {
            final Span first = names.putIfAbsent(field.name(), field.span());
            if (first != null) {
                session.error(Code.DUPLICATE_NAME, field.span(), "layer '%s' has two fields '%s'", layer.name(), field.name()).note(first, "first declared here");
            }
            field(layer, field.name());
        }
    }

    /** The field by this name; null when the layer has none. */
    LayerSymbol.LayerField field(LayerSymbol layer, String name) {
        final LayerSymbol.LayerField known = layer.fields().get(name);
        if (known != null) {
            return known;
        }
        return layer.declaration().fields().stream().filter(f -> f.name().equals(name)).findFirst().map(f -> check(layer, f)).orElse(null);
    }

    private LayerSymbol.LayerField check(LayerSymbol layer, Declaration.LayerField declared) {
        final LayerSymbol.LayerField field = new LayerSymbol.LayerField();
        if (!checking.add(declared)) {
            session.error(Code.RECURSION, declared.span(), "'%s.%s' is defined by itself", layer.name(), declared.name());
            field.type(Type.Simple.ERROR);
            return field;
        }
        Type type = null;
        for (HeaderSymbol member : layer.members()) {
            final TypedExpression value = inMember(layer, member, declared);
            field.values().put(member, value);
            final Optional<Type> common = type == null ? Optional.of(value.type()) : Types.common(type, value.type());
            if (common.isEmpty()) {
                session.error(Code.TYPE_MISMATCH, declared.span(), "'%s' is %s in '%s' but %s in members before it", declared.name(), value.type().text(),
                        member.name(), type.text());
            }
            type = common.orElse(Type.Simple.ERROR);
        }
        field.type(type == null ? Type.Simple.ERROR : type);
        checking.remove(declared);
        layer.fields().put(declared.name(), field);
        return field;
    }

    /** A member's own field of that name comes first, then the layer's expression in the member's scope. */
    private TypedExpression inMember(LayerSymbol layer, HeaderSymbol member, Declaration.LayerField declared) {
        final Typing typing = new Typing();
        final Scope.Site site = new Scope.Site(Scope.Place.HEADER, layer.module(), typing, null, member, null);
        final Facts facts = Facts.NONE.with(Set.of(new Guard.HeaderPresent(member)), session.graph);
        final boolean own = member.fields().containsKey(declared.name());
        if (!own && declared.value() == null) {
            session.error(Code.UNKNOWN_FIELD, declared.span(), "header '%s' has no field '%s'", member.name(), declared.name())
                    .note(member.declaration().nameSpan(), "'%s' is declared here", member.name()).hint("say what it is there: '%s = expression'", declared.name());
            return new TypedExpression(new Expression.Name(declared.span(), declared.name()), typing, Type.Simple.ERROR, Set.of());
        }
        final Expression value = own ? new Expression.Name(declared.span(), declared.name()) : declared.value();
        final Type type = session.expressions.value(value, Scope.of(site, facts), null);
        return new TypedExpression(value, typing, type, Set.of());
    }
}
