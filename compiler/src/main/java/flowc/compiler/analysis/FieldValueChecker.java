package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks {@code { field: value, … }} wherever it stands: each field at most once, each value of its field's type. */
final class FieldValueChecker {
    private final Session session;

    FieldValueChecker(Session session) {
        this.session = session;
    }

    void record(Expression.RecordLiteral literal, Type.Struct struct, Scope scope) {
        check(literal.fields(), "struct '" + struct.text() + "' has", struct.fields(), scope);
    }

    /** {@code what} begins the message about a field that is not {@code declared}. */
    void check(List<Expression.FieldValue> values, String what, List<Type.Field> declared, Scope scope) {
        final Set<String> seen = new HashSet<>();
        for (Expression.FieldValue value : values) {
            final Optional<Type.Field> field = declared.stream().filter(f -> f.name().equals(value.name())).findFirst();
            if (field.isEmpty()) {
                final List<String> names = declared.stream().map(Type.Field::name).toList();
                session.error(Code.UNKNOWN_FIELD, value.span(), "%s no field '%s'", what, value.name())
                        .hint(Nearest.of(value.name(), names).map(n -> "did you mean '" + n + "'?").orElse(names.size() > 12 ? "" : "it has: " + String.join(", ", names)));
                session.expressions.value(value.value(), scope.collecting(new LinkedHashSet<>()), Type.Simple.ERROR);
            } else if (!seen.add(value.name())) {
                session.error(Code.DUPLICATE_NAME, value.span(), "'%s' is given twice", value.name());
            } else {
                session.expressions.require(value.value(), field.get().type() == Type.Simple.COUNTER ? Integers.U64 : field.get().type(), scope);
            }
        }
    }
}
