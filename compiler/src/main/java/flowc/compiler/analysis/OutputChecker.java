package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what leaves a tracker: {@code emit}, {@code print}, {@code dump}, {@code yield}. */
final class OutputChecker {
    private static final Set<String> RESERVED_FIELDS = Set.of("record", "time");

    private static final String DUMP_FORMS = "write 'dump key', 'dump [key, other.key]' or 'dump filter \"host {key.src.addr}\"'; this version checks it and records nothing";

    private final Session session;

    OutputChecker(Session session) {
        this.session = session;
    }

    void emit(Statement.Emit emit, Scope scope) {
        outOfFunctions(emit, "emit", scope);
        final Set<String> names = new HashSet<>();
        for (Expression.FieldValue field : emit.fields()) {
            if (RESERVED_FIELDS.contains(field.name())) {
                session.error(Code.RESERVED_NAME, field.span(), "every record has a field '%s' already", field.name()).hint("choose another name: 'at: …'");
            } else if (!names.add(field.name())) {
                session.error(Code.DUPLICATE_NAME, field.span(), "the record has two fields '%s'", field.name());
            }
            value(field.value(), scope);
        }
    }

    /** A value that goes into a record: may be absent, must have a size. */
    private void value(Expression value, Scope scope) {
        final Type type = optional(value, scope);
        final Type inner = type instanceof Type.Maybe maybe ? maybe.inner() : type;
        final Type element = inner instanceof Type.Range range ? range.element() : inner;
        final boolean fits = Types.isStorable(element) || element instanceof Type.Top || element == Type.Simple.ERROR;
        if (!fits) {
            session.error(Code.TYPE_MISMATCH, value.span(), "%s cannot be written", Mismatches.describe(inner))
                    .hint(element == Type.Simple.VIEW ? "keep a bounded copy: 'let head: bytes<32> = …'"
                            : element == Type.Simple.TEXT ? "text is not a value: write it where it is printed, or name it with an enum's member" : "");
        }
    }

    private Type optional(Expression value, Scope scope) {
        if (value instanceof Expression.Name && session.expressions.check(value, scope.collecting(new HashSet<>()), null) instanceof Type.Top top) {
            return top;
        }
        return scope.site().place().hasPacket() ? session.expressions.optional(value, scope, null) : session.expressions.value(value, scope, null);
    }

    private void outOfFunctions(Statement statement, String word, Scope scope) {
        if (scope.site().table() == null) {
            session.error(Code.WRONG_CONTEXT, statement.span(), "'%s' belongs in handlers", word);
        }
    }

    void print(Statement.Print print, Scope scope) {
        outOfFunctions(print, "print", scope);
        for (Expression value : print.values()) {
            switch (value) {
                case Expression.TextLiteral _ -> scope.typing().type(value, Type.Simple.TEXT);
                case Expression.Template template -> template(template, scope);
                case Expression.Call call when isTable(call) -> table(call, scope);
                default -> value(value, scope);
            }
        }
    }

    static boolean isTable(Expression.Call call) {
        return call.target() instanceof Expression.Name name && name.name().equals("table") && call.arguments().size() == 1;
    }

    private void table(Expression.Call call, Scope scope) {
        final Type type = session.expressions.check(call.arguments().getFirst(), scope, null);
        if (!(type instanceof Type.Top) && type != Type.Simple.ERROR) {
            session.error(Code.TYPE_MISMATCH, call.arguments().getFirst().span(), "'table' prints a 'top', not %s", type.text());
        }
        scope.typing().type(call, type);
        scope.typing().binding(call, Binding.Builtin.PRINT_TABLE);
    }

    private void template(Expression.Template template, Scope scope) {
        scope.typing().type(template, Type.Simple.TEXT);
        for (Expression.TemplatePart part : template.parts()) {
            if (part instanceof Expression.TemplatePart.Hole hole) {
                value(hole.value(), scope);
            }
        }
    }

    void dump(Statement.Dump dump, Scope scope) {
        outOfFunctions(dump, "dump", scope);
        if (dump.keys() != null) {
            for (Expression key : dump.keys()) {
                final Type type = session.expressions.value(key, scope, null);
                if (!(type instanceof Type.Key) && type != Type.Simple.ERROR) {
                    session.error(Code.TYPE_MISMATCH, key.span(), "'dump' takes keys of tables, not %s", type.text()).hint("%s", DUMP_FORMS);
                }
            }
        }
        if (dump.filter() instanceof Expression.Template template) {
            template(template, scope);
        } else if (dump.filter() != null && !(dump.filter() instanceof Expression.TextLiteral)) {
            session.error(Code.TYPE_MISMATCH, dump.filter().span(), "'dump filter' takes a text in quotes");
        }
        if (dump.filter() != null) {
            session.filters.dump(dump.filter(), scope);
        }
        for (Expression duration : new Expression[] {dump.last(), dump.during()}) {
            if (duration != null) {
                session.expressions.require(duration, Type.Simple.DURATION, scope);
            }
        }
        if (dump.limit() != null) {
            session.expressions.require(dump.limit(), Integers.U64, scope);
        }
    }

    void fields(Statement.Yield yield, Type.Struct struct, Scope scope) {
        final List<Type.Field> declared = struct.fields();
        session.fieldValues.check(yield.fields(), "struct '" + struct.name() + "' has", declared, scope);
    }
}
