package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Operators;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.HashSet;
import java.util.Optional;

/** Checks what stands left and right of {@code =} and {@code op=}, and the patterns of {@code match}. */
final class AssignmentChecker {
    private final Session session;

    AssignmentChecker(Session session) {
        this.session = session;
    }

    void check(Statement.Assign assign, Scope scope) {
        final Type target = session.expressions.check(assign.target(), isPath(assign.target()) ? scope.collecting(new HashSet<>()) : scope, null);
        if (target == Type.Simple.ERROR) {
            checkQuietly(assign.value(), Type.Simple.ERROR, scope);
        } else if (target instanceof Type.Row row) {
            row(assign, row, scope);
        } else if (!isAssignable(assign.target(), scope.typing())) {
            notAssignable(assign, scope);
            checkQuietly(assign.value(), target, scope);
        } else if (target == Type.Simple.COUNTER) {
            counter(assign, scope);
        } else if (assign.operator() == null) {
            session.expressions.require(assign.value(), target, scope);
        } else {
            operator(assign, target, scope);
        }
    }

    private void checkQuietly(Expression value, Type target, Scope scope) {
        if (!(value instanceof Expression.RecordLiteral)) {
            session.expressions.check(value, scope, target);
        }
    }

    /** Names joined by dots: it either can be assigned or not, whether it is there does not matter. */
    private static boolean isPath(Expression target) {
        return target instanceof Expression.Name || target instanceof Expression.Member member && isPath(member.target());
    }

    private void row(Statement.Assign assign, Type.Row row, Scope scope) {
        final TableSymbol table = session.tables.get(row.table());
        if (!(assign.target() instanceof Expression.Index) || assign.operator() != null || !(assign.value() instanceof Expression.RecordLiteral literal)) {
            session.error(Code.NOT_ASSIGNABLE, assign.span(), "a row is filled by '%s[…] = { field: value, … }'", row.table());
            return;
        }
        if (table.key() != null && !table.key().isTyped()) {
            session.error(Code.NOT_ASSIGNABLE, assign.target().span(), "packets make the rows of '%s', it cannot be filled by hand", table.name())
                    .note(table.declaration().key().span(), "its key is made of expressions")
                    .hint("a key of types, '(at: endpoint)', makes a table that handlers fill");
        }
        if (session.creations != null) {
            session.creations.add(table);
        }
        literal.fields().forEach(value -> session.used.add(new UnusedNames.StateName(table, value.name())));
        session.fieldValues.check(literal.fields(), "rows of '" + table.name() + "' have",
                table.state().stream().map(f -> new Type.Field(f.name(), f.type())).toList(), scope);
    }

    private void counter(Statement.Assign assign, Scope scope) {
        final Type value = session.expressions.value(assign.value(), scope, null);
        if (assign.operator() != Expression.BinaryOperator.ADD) {
            session.error(Code.NOT_ASSIGNABLE, assign.span(), "a counter only counts up: '+='");
        } else if (value != Type.Simple.ERROR && !(value instanceof Type.Integer)) {
            session.error(Code.TYPE_MISMATCH, assign.value().span(), "a counter counts whole numbers, not %s", value.text());
        }
    }

    private void operator(Statement.Assign assign, Type target, Scope scope) {
        final Type value = session.expressions.value(assign.value(), scope, target);
        if (value == Type.Simple.ERROR) {
            return;
        }
        final String symbol = assign.operator().symbol();
        final Optional<Type> result = Operators.binary(symbol, target, value);
        final boolean fits = result.isPresent() && (target instanceof Type.Integer && result.get() instanceof Type.Integer || Types.assignable(result.get(), target));
        if (!fits) {
            session.error(Code.BAD_OPERANDS, assign.span(), "'%s=' does not take %s and %s", symbol, target.text(), Mismatches.describe(value)).hint("%s", operatorHint(assign, target, value));
        }
    }

    private static String operatorHint(Statement.Assign assign, Type target, Type value) {
        final String right = assign.value().span().text();
        if (value instanceof Type.Maybe maybe) {
            final boolean bare = !(assign.value() instanceof Expression.Conditional) && Mismatches.isShort(assign.value());
            return "the right side may be absent: give a default, '" + (bare ? right : "(…)") + " ?? " + (maybe.inner() instanceof Type.Integer ? "0" : "…") + "'";
        }
        if (target instanceof Type.Maybe) {
            final String left = assign.target().span().text();
            return "the left side may be absent: give a default, '" + left + " = (" + left + " ?? …) " + assign.operator().symbol() + " …'";
        }
        return OperandHints.of(new OperandHints.Operands(assign.operator().symbol(), assign.target(), target, assign.value(), value));
    }

    private void notAssignable(Statement.Assign assign, Scope scope) {
        final Expression target = assign.target();
        final var error = session.error(Code.NOT_ASSIGNABLE, target.span(), "'%s' cannot be assigned%s", target.span().text(), why(target, scope.typing()));
        if (scope.typing().binding(target) instanceof Binding.Local local) {
            error.note(local.symbol().span(), "declared here");
            if (local.symbol().kind() == LocalSymbol.Kind.LET) {
                error.hint(hidesState(local.symbol(), scope) ? "choose another name: it hides the row's state '" + local.symbol().name() + "'" : "declare it by 'var' to change it");
            }
        } else if (scope.typing().binding(target) instanceof Binding.RowState state && target instanceof Expression.Member member) {
            error.hint("bind the row: 'if let r = %s { r.%s = … }'", member.target().span().text(), state.field().name());
        }
    }

    private static boolean hidesState(LocalSymbol local, Scope scope) {
        return scope.site().table() != null && scope.site().place().hasRow() && scope.site().table().declaredField(local.name()) != null;
    }

    private static String why(Expression target, Typing typing) {
        return switch (typing.binding(target)) {
            case Binding.Param _ -> ": a param is set on the command line";
            case Binding.Definition _, Binding.PacketKey _ -> ": it is a definition";
            case Binding.Wire _, Binding.Sized _, Binding.Computed _, Binding.LayerField _, Binding.Payload _ -> ": packets are only read";
            case Binding.RowKey _, Binding.KeyPart _ -> ": the key of a row stays as it is";
            case Binding.Table table -> ": it is a table; its rows are '" + table.table().name() + "[…]'";
            case Binding.Local local when local.symbol().kind() == LocalSymbol.Kind.LOOP -> ": the loop counts it";
            case null, default -> "";
        };
    }

    private static boolean isAssignable(Expression target, Typing typing) {
        return switch (typing.binding(target)) {
            case Binding.Local local -> local.symbol().kind().assignable() && !(local.symbol().type() instanceof Type.Top);
            case Binding.State _ -> true;
            case Binding.RowState _ -> !((Expression.Member) target).safe();
            case Binding.StructField _ -> isPlace(((Expression.Member) target).target(), typing);
            case null, default -> false;
        };
    }

    /** Whether an expression is a place in memory that a reference can be bound to. */
    static boolean isPlace(Expression expression, Typing typing) {
        if (expression instanceof Expression.Conditional conditional) {
            return isPlace(conditional.whenTrue(), typing) && isPlace(conditional.whenFalse(), typing);
        }
        return switch (typing.binding(expression)) {
            case Binding.State _ -> true;
            case Binding.RowState _ -> !((Expression.Member) expression).safe();
            case Binding.StructField _ -> isPlace(((Expression.Member) expression).target(), typing);
            case Binding.Local local -> local.symbol().kind() == LocalSymbol.Kind.REFERENCE || local.symbol().kind() == LocalSymbol.Kind.VAR;
            case null, default -> false;
        };
    }

    /** A pattern is a value or a range that the subject can be compared with. */
    void pattern(Expression pattern, Type subject, Scope scope) {
        final Type type = session.expressions.value(pattern, scope, subject);
        final boolean fits = switch (type) {
            case Type.Range range -> Operators.canOrder(subject, range.element());
            case Type.Simple simple when simple == Type.Simple.NETWORK -> subject == Type.Simple.IP4 || subject == Type.Simple.IP6 || subject == Type.Simple.IP;
            default -> Operators.canEqual(subject, type);
        };
        if (!fits && subject != Type.Simple.ERROR && type != Type.Simple.ERROR) {
            session.error(Code.BAD_OPERANDS, pattern.span(), "%s cannot be matched with %s", subject.text(), Mismatches.describe(type));
        }
    }
}
