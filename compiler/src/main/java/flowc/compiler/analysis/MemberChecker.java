package flowc.compiler.analysis;

import flowc.compiler.analysis.Binding.Builtin;
import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.TypeName;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what {@code target.name} means. */
final class MemberChecker {
    /** Members that values of a type have. */
    private record ValueMember(Builtin binding, Type type) {}

    private static final Map<String, ValueMember> PACKET = Map.of("len", new ValueMember(Builtin.PACKET_LENGTH, Integers.U32),
            "captured", new ValueMember(Builtin.PACKET_CAPTURED, Integers.U32), "time", new ValueMember(Builtin.PACKET_TIME, Type.Simple.TIME),
            "linkType", new ValueMember(Builtin.PACKET_LINK_TYPE, Integers.U32), "interface", new ValueMember(Builtin.PACKET_INTERFACE, Integers.U32));
    private static final Map<String, ValueMember> BYTES = Map.of("len", new ValueMember(Builtin.BYTES_LENGTH, Integers.U32));
    private static final Map<String, ValueMember> ENDPOINT = Map.of("addr", new ValueMember(Builtin.ENDPOINT_ADDRESS, Type.Simple.IP),
            "port", new ValueMember(Builtin.ENDPOINT_PORT, Integers.U16));
    private static final Map<String, ValueMember> COUNTER = Map.of("delta", new ValueMember(Builtin.COUNTER_DELTA, Integers.U64),
            "total", new ValueMember(Builtin.COUNTER_TOTAL, Integers.U64));

    private final Session session;
    private final NameChecker names;

    MemberChecker(Session session, NameChecker names) {
        this.session = session;
        this.names = names;
    }

    Type check(Expression.Member member, Scope scope) {
        if (member.target() instanceof Expression.Name name && isFree(name, scope)) {
            final Type type = qualified(member, name, scope);
            if (type != null) {
                return type;
            }
        }
        if (member.target() instanceof Expression.Member target && inModulesEnum(member, target, scope) instanceof Type type) {
            return type;
        }
        final Type target = session.expressions.check(member.target(), scope, null);
        final Binding binding = scope.typing().binding(member.target());
        return switch (binding) {
            case Builtin builtin when builtin == Builtin.PACKET -> ofMap(member, PACKET, "pkt", scope);
            case Binding.HeaderPresence header -> ofHeader(member, header.header(), scope);
            case Binding.LayerPresence layer -> ofLayer(member, layer.layer(), scope);
            case Binding.PacketKey key when member.name().equals("uni") -> oneWay(member, key.key(), scope);
            case null, default -> ofValue(member, target, scope);
        };
    }

    private static boolean isFree(Expression.Name name, Scope scope) {
        final TableSymbol table = scope.site().table();
        return scope.local(name.name()) == null && (table == null || table.stateField(name.name()) == null);
    }

    /** A module's symbol or an enum's member; null when the name is neither a module nor an enum. */
    private Type qualified(Expression.Member member, Expression.Name name, Scope scope) {
        final ModuleScope module = scope.module().imports().get(name.name());
        if (module != null && scope.module().value(name.name()) == null && !session.headers.containsKey(name.name())) {
            final Symbol symbol = module.values().get(member.name());
            return symbol != null ? names.symbol(member, symbol, scope)
                    : module.isIncomplete() ? Type.Simple.ERROR : unknown(member, "module '" + name.name() + "' has no", module.values().keySet(), null);
        }
        final ModuleScope owner = scope.module().value(name.name()) == null ? scope.module().typeOwner(name.name()) : null;
        final boolean isEnum = owner != null && owner.types().get(name.name()) instanceof Declaration.Enumeration;
        return isEnum ? member(member, new TypeName.Named(name.span(), List.of(name.name())), scope) : null;
    }

    /** {@code module.Enum.member}; null when it is none. */
    private Type inModulesEnum(Expression.Member member, Expression.Member target, Scope scope) {
        if (!(target.target() instanceof Expression.Name name) || !isFree(name, scope)) {
            return null;
        }
        final ModuleScope module = scope.module().imports().get(name.name());
        final boolean isEnum = module != null && !module.values().containsKey(target.name()) && module.types().get(target.name()) instanceof Declaration.Enumeration;
        return isEnum ? member(member, new TypeName.Named(target.span(), List.of(name.name(), target.name())), scope) : null;
    }

    private Type member(Expression.Member member, TypeName enumName, Scope scope) {
        if (!(session.types.resolve(enumName, scope.module()) instanceof Type.Enumeration enumeration)) {
            return Type.Simple.ERROR;
        }
        final Type.Member found = enumeration.member(member.name());
        if (found == null) {
            return unknown(member, "enum '" + enumeration.name() + "' has no", enumeration.members().stream().map(Type.Member::name).toList(), null);
        }
        scope.typing().binding(member, new Binding.EnumMember(enumeration, found.value()));
        return enumeration;
    }

    private Type ofMap(Expression.Member member, Map<String, ValueMember> members, String what, Scope scope) {
        final ValueMember found = members.get(member.name());
        if (found == null) {
            return unknown(member, "'" + what + "' has no", members.keySet(), null);
        }
        scope.typing().binding(member, found.binding());
        return found.binding() == Builtin.COUNTER_DELTA ? delta(member, scope) : found.type();
    }

    private Type delta(Expression.Member member, Scope scope) {
        if (session.deltas == null || !(scope.typing().binding(member.target()) instanceof Binding.State state)) {
            return session.wrong(Code.WRONG_CONTEXT, member.nameSpan(), "'delta' is what came since the last pass of an 'every' block: it belongs in the 'each' of its own table");
        }
        session.deltas.add(state.field().name());
        return Integers.U64;
    }

    private Type ofHeader(Expression.Member member, HeaderSymbol header, Scope scope) {
        final Type type = names.inHeader(member, member.name(), header, scope, false);
        return type != null ? type
                : unknown(member, "header '" + header.name() + "' has no field", header.fields().keySet(), header.declaration().nameSpan());
    }

    private Type ofLayer(Expression.Member member, LayerSymbol layer, Scope scope) {
        final LayerSymbol.LayerField field = session.layerFields.field(layer, member.name());
        if (field == null) {
            return unknown(member, "layer '" + layer.name() + "' has no field",
                    layer.declaration().fields().stream().map(Declaration.LayerField::name).toList(), layer.declaration().nameSpan());
        }
        scope.typing().binding(member, new Binding.LayerField(layer, field));
        return names.require(Set.of(new Guard.LayerPresent(layer)), member.span(), layer.name() + "." + member.name(), scope) ? field.type() : Type.Simple.ERROR;
    }

    private Type oneWay(Expression.Member member, KeySymbol key, Scope scope) {
        final KeySymbol uni = KeyChecker.oneWay(key);
        scope.typing().binding(member, new Binding.PacketKey(uni));
        return uni.type();
    }

    private Type ofValue(Expression.Member member, Type target, Scope scope) {
        if (target instanceof Type.Row row) {
            return ofRow(member, row, scope);
        }
        if (target instanceof Type.Maybe maybe && member.safe()) {
            final Type inner = ofPresent(member, maybe.inner(), scope);
            return inner == Type.Simple.ERROR || inner instanceof Type.Maybe ? inner : new Type.Maybe(inner);
        }
        if (target instanceof Type.Maybe maybe) {
            if (ofPresent(member, maybe.inner(), scope) != Type.Simple.ERROR) {
                session.error(Code.MAY_BE_ABSENT, member.span(), "'%s' may be absent: its '%s' cannot be read", member.target().span().text(), member.name())
                        .hint("write '?.%s' for a value that may be absent too", member.name());
            }
            return Type.Simple.ERROR;
        }
        return ofPresent(member, target, scope);
    }

    private Type ofPresent(Expression.Member member, Type target, Scope scope) {
        return switch (target) {
            case Type.Struct struct -> ofStruct(member, struct, scope);
            case Type.Key key -> ofKey(member, key, scope);
            case Type.Bytes bytes -> ofMap(member, BYTES, target.text(), scope) instanceof Type.Integer ? Integers.of(0, bytes.maximum()) : Type.Simple.ERROR;
            case Type.Simple simple -> switch (simple) {
                case VIEW -> ofMap(member, BYTES, "bytes", scope);
                case ENDPOINT -> ofMap(member, ENDPOINT, "endpoint", scope);
                case COUNTER -> ofMap(member, COUNTER, "counter", scope);
                case ERROR -> target;
                case NOTHING -> ofTable(member, scope);
                default -> noMembers(member, target, scope);
            };
            default -> noMembers(member, target, scope);
        };
    }

    private Type noMembers(Expression.Member member, Type target, Scope scope) {
        session.error(Code.UNKNOWN_FIELD, member.nameSpan(), "a value of type %s has no '%s'", target.text(), member.name()).hint("%s", besides(member, scope));
        return Type.Simple.ERROR;
    }

    /** What has the member instead: the header whose field the target is, as in {@code tcp.flags.syn}, or a value of another type. */
    private static String besides(Expression.Member member, Scope scope) {
        final boolean ofHeader = scope.typing().binding(member.target()) instanceof Binding.Wire wire && wire.header().fields().containsKey(member.name());
        return ofHeader && member.target() instanceof Expression.Member field ? "write '" + field.target().span().text() + "." + member.name() + "'"
                : ForeignNames.member(member.target() instanceof Expression.Member inner ? inner.name() : member.target().span().text(), member.name());
    }

    private Type ofTable(Expression.Member member, Scope scope) {
        final String reason = ExpressionChecker.noValue(member.target(), scope);
        final boolean table = scope.typing().binding(member.target()) instanceof Binding.Table;
        session.error(Code.TYPE_MISMATCH, member.target().span(), "%s", reason).hint(table ? "look a row up first: '%s[…]?.%s'" : "", member.target().span().text(), member.name());
        return Type.Simple.ERROR;
    }

    private Type ofStruct(Expression.Member member, Type.Struct struct, Scope scope) {
        final Type.Field field = struct.field(member.name());
        if (field == null) {
            return unknown(member, "struct '" + struct.name() + "' has no field", struct.fields().stream().map(Type.Field::name).toList(), null);
        }
        scope.typing().binding(member, new Binding.StructField(struct, struct.fields().indexOf(field)));
        return field.type();
    }

    private Type ofKey(Expression.Member member, Type.Key key, Scope scope) {
        for (int i = 0; i < key.parts().size(); i++) {
            final Type.Part part = key.parts().get(i);
            final boolean second = part instanceof Type.Part.Unordered pair && pair.secondName().equals(member.name());
            if (second || names(part).getFirst().equals(member.name())) {
                scope.typing().binding(member, new Binding.KeyPart(key, i, second));
                return part instanceof Type.Part.Unordered pair ? pair.type() : ((Type.Part.Single) part).type();
            }
        }
        return unknown(member, "the key has no part", key.parts().stream().flatMap(p -> names(p).stream()).toList(), null);
    }

    static List<String> names(Type.Part part) {
        return switch (part) {
            case Type.Part.Single single -> List.of(single.name());
            case Type.Part.Unordered pair -> List.of(pair.firstName(), pair.secondName());
        };
    }

    private Type ofRow(Expression.Member member, Type.Row row, Scope scope) {
        final TableSymbol table = session.tables.get(row.table());
        final boolean present = scope.typing().binding(member.target()) instanceof Binding.Local;
        if (!present && !member.safe()) {
            if (rowMember(member, table, scope) == Type.Simple.ERROR) {
                return Type.Simple.ERROR;
            }
            session.error(Code.MAY_BE_ABSENT, member.span(), "'%s' may have no such row", row.table())
                    .hint("write '?.%s' for a value that may be absent, or bind the row: 'if let r = …'", member.name());
            return Type.Simple.ERROR;
        }
        final Type type = rowMember(member, table, scope);
        return present || type == Type.Simple.ERROR ? type : new Type.Maybe(type == Type.Simple.COUNTER ? Integers.U64 : type);
    }

    private Type rowMember(Expression.Member member, TableSymbol table, Scope scope) {
        final TableSymbol.StateField field = table.stateField(member.name());
        if (field != null) {
            scope.typing().binding(member, new Binding.RowState(table, field));
            return field.type();
        }
        if (member.name().equals("key") && table.key() != null) {
            scope.typing().binding(member, new Binding.RowKey(table, false));
            return table.key().type();
        }
        return unknown(member, "rows of '" + table.name() + "' have no", table.state().stream().map(TableSymbol.StateField::name).toList(),
                table.declaration().nameSpan());
    }

    private Type unknown(Expression.Member member, String what, Collection<String> candidates, Span declared) {
        final var error = session.error(Code.UNKNOWN_FIELD, member.nameSpan(), "%s '%s'", what, member.name())
                .hint(Nearest.of(member.name(), candidates).map(n -> "did you mean '" + n + "'?")
                        .orElse(candidates.isEmpty() || candidates.size() > 12 ? "" : "it has: " + String.join(", ", candidates.stream().distinct().sorted().toList())));
        if (declared != null) {
            error.note(declared, "declared here");
        }
        return Type.Simple.ERROR;
    }
}
