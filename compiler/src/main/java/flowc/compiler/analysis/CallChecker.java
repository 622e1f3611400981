package flowc.compiler.analysis;

import flowc.compiler.analysis.Binding.Builtin;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of functions, of what is built in, and of methods; indexing; record literals. */
final class CallChecker {
    /** Reads of a parser's bytes: the type of the result, and whether there is a length argument. */
    private record CursorCall(Builtin binding, Type type, boolean takesLength) {}

    private static final Map<String, CursorCall> CURSOR = Map.ofEntries(Map.entry("take", new CursorCall(Builtin.TAKE, Type.Simple.VIEW, true)),
            Map.entry("skip", new CursorCall(Builtin.SKIP, Type.Simple.NOTHING, true)), Map.entry("u8", new CursorCall(Builtin.READ_U8, Integers.U8, false)),
            Map.entry("u16", new CursorCall(Builtin.READ_U16, Integers.U16, false)),
            Map.entry("u24", new CursorCall(Builtin.READ_U24, Integers.unsigned(24), false)),
            Map.entry("u32", new CursorCall(Builtin.READ_U32, Integers.U32, false)), Map.entry("u64", new CursorCall(Builtin.READ_U64, Integers.U64, false)),
            Map.entry("u16le", new CursorCall(Builtin.READ_U16LE, Integers.U16, false)),
            Map.entry("u32le", new CursorCall(Builtin.READ_U32LE, Integers.U32, false)),
            Map.entry("u64le", new CursorCall(Builtin.READ_U64LE, Integers.U64, false)),
            Map.entry("varint", new CursorCall(Builtin.READ_VARINT, Integers.unsigned(62), false)),
            Map.entry("peek8", new CursorCall(Builtin.PEEK_U8, Integers.U8, false)),
            Map.entry("remaining", new CursorCall(Builtin.REMAINING, Integers.U32, false)),
            Map.entry("position", new CursorCall(Builtin.POSITION, Integers.U32, false)));

    /** What is built in and can be called everywhere, as messages list it. */
    static final List<String> FUNCTIONS = List.of("abs", "either", "endpoint", "max", "min", "pcap");

    private final Session session;
    private final NameChecker names;

    CallChecker(Session session, NameChecker names) {
        this.session = session;
        this.names = names;
    }

    /** Names that parsers have beside those of functions. */
    static Set<String> cursorNames() {
        return CURSOR.keySet();
    }

    Type call(Expression.Call call, Scope scope, Type expected) {
        if (call.target() instanceof Expression.Name name && scope.local(name.name()) == null) {
            final Type builtin = builtin(call, name.name(), scope, expected);
            if (builtin != null) {
                return builtin;
            }
        }
        if (call.target() instanceof Expression.Member member && member.name().equals("add")) {
            return add(call, member, scope);
        }
        final Type target = call.target() instanceof Expression.Name name ? names.checkCalled(call, name, scope) : session.expressions.check(call.target(), scope, null);
        return switch (scope.typing().binding(call.target())) {
            case Binding.Function function -> function(call, function.function(), scope);
            case Binding.Parser parser -> parserCall(call, parser, scope);
            case null, default -> target == Type.Simple.ERROR ? target
                    : session.wrong(Code.NOT_CALLABLE, call.target().span(), "'%s' is no function", call.target().span().text());
        };
    }

    /** Null when no built-in function has this name. */
    private Type builtin(Expression.Call call, String name, Scope scope, Type expected) {
        if (scope.site().place() == Scope.Place.PARSER && CURSOR.containsKey(name)) {
            return cursor(call, name, CURSOR.get(name), scope);
        }
        return switch (name) {
            case "min" -> extreme(call, Builtin.MIN, scope, expected);
            case "max" -> extreme(call, Builtin.MAX, scope, expected);
            case "abs" -> absolute(call, scope);
            case "endpoint" -> endpoint(call, scope);
            case "either" -> either(call, scope);
            case "ahead" -> ahead(call, scope);
            case "pcap" -> session.filters.call(call, scope);
            case "table" -> session.wrong(Code.WRONG_CONTEXT, call.span(), "'table(…)' can only be printed");
            default -> null;
        };
    }

    private boolean arity(Expression.Call call, int wanted) {
        if (call.arguments().size() == wanted) {
            return true;
        }
        wrongArity(call, wanted);
        return false;
    }

    private Diagnostic wrongArity(Expression.Call call, int wanted) {
        return session.error(Code.NOT_CALLABLE, call.span(), "'%s' takes %d argument%s, not %d", call.target().span().text(), wanted, wanted == 1 ? "" : "s", call.arguments().size());
    }

    private Type cursor(Expression.Call call, String name, CursorCall row, Scope scope) {
        if (!arity(call, row.takesLength() ? 1 : 0)) {
            return Type.Simple.ERROR;
        }
        if (row.takesLength()) {
            session.expressions.require(call.arguments().getFirst(), Integers.U64, scope);
        }
        scope.typing().binding(call, row.binding());
        return row.type();
    }

    private Type extreme(Expression.Call call, Builtin binding, Scope scope, Type expected) {
        if (!arity(call, 2)) {
            return Type.Simple.ERROR;
        }
        final Type left = session.expressions.value(call.arguments().get(0), scope, expected);
        final Type right = session.expressions.value(call.arguments().get(1), scope, expected);
        final Optional<Type> common = Types.common(left, right);
        if (common.isEmpty() || !(Types.isNumber(common.get()) || common.get() == Type.Simple.TIME || common.get() == Type.Simple.DURATION || common.get() == Type.Simple.ERROR)) {
            return session.wrong(Code.BAD_OPERANDS, call.span(), "'%s' does not take %s and %s", call.target().span().text(), left.text(), right.text());
        }
        scope.typing().binding(call, binding);
        if (left instanceof Type.Integer l && right instanceof Type.Integer r) {
            return binding == Builtin.MIN ? new Type.Integer(l.low().min(r.low()), l.high().min(r.high())) : new Type.Integer(l.low().max(r.low()), l.high().max(r.high()));
        }
        return common.get();
    }

    private Type absolute(Expression.Call call, Scope scope) {
        if (!arity(call, 1)) {
            return Type.Simple.ERROR;
        }
        final Type type = session.expressions.value(call.arguments().getFirst(), scope, null);
        scope.typing().binding(call, Builtin.ABS);
        return switch (type) {
            case Type.Integer range -> Integers.bounded(java.math.BigInteger.ZERO, range.low().abs().max(range.high().abs()));
            case Type.Simple simple when simple == Type.Simple.FLOAT || simple == Type.Simple.DURATION || simple == Type.Simple.ERROR -> simple;
            default -> session.wrong(Code.BAD_OPERANDS, call.span(), "'abs' does not take %s", type.text());
        };
    }

    private Type endpoint(Expression.Call call, Scope scope) {
        if (!arity(call, 2)) {
            return Type.Simple.ERROR;
        }
        session.expressions.require(call.arguments().get(0), Type.Simple.IP, scope);
        final Type port = scope.site().place().hasPacket() ? session.expressions.optional(call.arguments().get(1), scope, Integers.U16)
                : session.expressions.value(call.arguments().get(1), scope, Integers.U16);
        if (!Types.assignable(port instanceof Type.Maybe maybe ? maybe.inner() : port, Integers.U16)) {
            session.error(Code.TYPE_MISMATCH, call.arguments().get(1).span(), "a port is a u16, not %s", port.text());
        }
        scope.typing().binding(call, Builtin.ENDPOINT);
        return Type.Simple.ENDPOINT;
    }

    private Type either(Expression.Call call, Scope scope) {
        if (!arity(call, 2)) {
            return Type.Simple.ERROR;
        }
        final Type left = session.expressions.value(call.arguments().get(0), scope, null);
        final Type right = session.expressions.value(call.arguments().get(1), scope, null);
        scope.typing().binding(call, Builtin.EITHER);
        return Types.common(left, right).<Type>map(Type.Either::new)
                .orElseGet(() -> session.wrong(Code.TYPE_MISMATCH, call.span(), "the two are of different types: %s and %s", left.text(), right.text()));
    }

    private Type ahead(Expression.Call call, Scope scope) {
        final HeaderSymbol header = scope.site().header();
        if (header == null) {
            return session.wrong(Code.WRONG_CONTEXT, call.span(), "'ahead' is for headers: it looks at the bits after them");
        }
        final Long bits = arity(call, 1) ? session.expressions.constant(call.arguments().getFirst(), scope) : null;
        if (bits == null) {
            return Type.Simple.ERROR;
        }
        if (bits < 1 || bits > 64 || bits > 8 && bits % 8 != 0 || bits == 24 || bits == 40 || bits == 48 || bits == 56) {
            return session.wrong(Code.VALUE_OUT_OF_RANGE, call.span(), "'ahead' takes 1 to 8, 16, 32 or 64 bits");
        }
        scope.typing().binding(call, new Binding.Ahead(header, bits.intValue()));
        final boolean there = names.require(Set.of(new Guard.BytesAhead(header, (bits.intValue() + 7) / 8)), call.span(), "ahead", Integers.U64, scope);
        return there ? Integers.unsigned(bits.intValue()) : Type.Simple.ERROR;
    }

    private Type add(Expression.Call call, Expression.Member member, Scope scope) {
        final Type target = session.expressions.check(member.target(), scope, null);
        if (!(target instanceof Type.Top top) || !(scope.typing().binding(member.target()) instanceof Binding.Local local)) {
            return target == Type.Simple.ERROR ? target : session.wrong(Code.NOT_CALLABLE, call.span(), "'add' belongs to a 'top(n) by …' of an init block");
        }
        if (call.arguments().size() != 1 || !(call.arguments().getFirst() instanceof Expression.RecordLiteral literal)) {
            return session.wrong(Code.NOT_CALLABLE, call.span(), "'add' takes one '{ … }'");
        }
        session.fieldValues.check(literal.fields(), "rows of '" + local.symbol().name() + "' have", top.row().fields(), scope);
        scope.typing().type(literal, top.row());
        scope.typing().binding(call, new Binding.TopAdd(local.symbol()));
        return Type.Simple.NOTHING;
    }

    private Type function(Expression.Call call, Symbol.Function function, Scope scope) {
        arguments(call, function.parameters(), function.span(), scope);
        scope.typing().binding(call, new Binding.Function(function));
        return function.result();
    }

    private void arguments(Expression.Call call, List<LocalSymbol> parameters, Span declared, Scope scope) {
        if (call.arguments().size() != parameters.size()) {
            wrongArity(call, parameters.size()).note(declared, "declared here");
            return;
        }
        for (int i = 0; i < parameters.size(); i++) {
            session.expressions.require(call.arguments().get(i), parameters.get(i).type(), scope);
        }
    }

    private Type parserCall(Expression.Call call, Binding.Parser parser, Scope scope) {
        arguments(call, parser.parser().parameters(), parser.parser().span(), scope);
        scope.typing().binding(call, parser);
        return Type.Simple.NOTHING;
    }

    Type index(Expression.Index index, Scope scope) {
        final Type target = session.expressions.check(index.target(), scope, null);
        if (scope.typing().binding(index.target()) instanceof Binding.Table table) {
            return lookup(index, table.table(), scope);
        }
        if (target == Type.Simple.VIEW || target instanceof Type.Bytes) {
            if (index.arguments().size() != 1) {
                return session.wrong(Code.NOT_CALLABLE, index.span(), "bytes are indexed by one number");
            }
            session.expressions.require(index.arguments().getFirst(), Integers.I64, scope);
            scope.typing().binding(index, new Binding.ByteAt());
            return Integers.U8;
        }
        if (target == Type.Simple.ERROR) {
            return target;
        }
        session.error(Code.TYPE_MISMATCH, index.span(), "only tables and bytes can be indexed, not %s", target.text())
                .hint(target instanceof Type.Presence presence ? "read its fields, as in 'tcp.flags & 2', or ask as tcpdump does: 'pcap(\"%s …\")'" : "", index.span().text());
        return Type.Simple.ERROR;
    }

    private Type lookup(Expression.Index index, TableSymbol table, Scope scope) {
        if (!scope.site().place().hasTables()) {
            session.error(Code.WRONG_CONTEXT, index.span(), "rows of '%s' can only be looked up in handlers", table.name())
                    .hint("ask in the handler: 'on packet where …', or 'if let r = %s[…] { … }'", table.name());
            return Type.Simple.ERROR;
        }
        if (table.key() == null) {
            return Type.Simple.ERROR;
        }
        scope.typing().binding(index, new Binding.Lookup(table));
        final Type.Key key = table.key().type();
        final Type.Row row = new Type.Row(table.name());
        if (index.arguments().size() == 1 && !(key.parts().size() == 1 && key.parts().getFirst() instanceof Type.Part.Single)) {
            final Type only = session.expressions.value(index.arguments().getFirst(), scope, null);
            if (only instanceof Type.Key || only == Type.Simple.ERROR) {
                session.expressions.require(index.arguments().getFirst(), key, scope);
                return row;
            }
        }
        final List<Type> wanted = key.parts().stream().flatMap(p -> p instanceof Type.Part.Unordered pair ? java.util.stream.Stream.of(pair.type(), pair.type())
                : java.util.stream.Stream.of(((Type.Part.Single) p).type())).toList();
        if (wanted.size() != index.arguments().size()) {
            session.error(Code.NOT_CALLABLE, index.span(), "the key of '%s' has %d parts, not %d", table.name(), wanted.size(), index.arguments().size())
                    .note(table.declaration().key().span(), "its key").hint("its parts: %s", String.join(", ", key.parts().stream().flatMap(p -> MemberChecker.names(p).stream()).toList()));
            return Type.Simple.ERROR;
        }
        for (int i = 0; i < wanted.size(); i++) {
            session.expressions.require(index.arguments().get(i), wanted.get(i), scope);
        }
        return row;
    }
}
