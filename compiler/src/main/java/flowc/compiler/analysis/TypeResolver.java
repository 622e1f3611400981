package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.TypeName;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Written types to types. */
final class TypeResolver {
    /** Longest {@code bytes<N>}. */
    static final int MAX_BYTES = 4096;

    /** Aggregates that the language names and this version cannot run. */
    private static final Set<String> LATER = Set.of("rate", "hll", "elastic", "histogram", "quantiles", "frequent", "min", "max", "mean", "cms", "distinct", "file", "url");

    private final Session session;
    private final Map<Declaration, Type> declared = new IdentityHashMap<>();
    private final Set<Declaration> resolving = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

    TypeResolver(Session session) {
        this.session = session;
    }

    Type resolve(TypeName name, ModuleScope module) {
        return switch (name) {
            case TypeName.Named named -> named(named, module);
            case TypeName.BoundedBytes bytes -> bounded(bytes, module);
            case TypeName.SizedBytes sized ->
                session.wrong(Code.WRONG_CONTEXT, sized.span(), "'bytes[…]' can only be a header's field; write 'bytes<N>' for up to N bytes");
            case TypeName.Maybe maybe -> maybe(resolve(maybe.inner(), module));
            case TypeName.Applied applied -> applied(applied.name(), applied.span());
        };
    }

    private static Type maybe(Type inner) {
        return inner == Type.Simple.ERROR ? inner : new Type.Maybe(inner);
    }

    private Type bounded(TypeName.BoundedBytes bytes, ModuleScope module) {
        final Long size = session.expressions.constant(bytes.size(), session.scope(module, Scope.Place.SETTING));
        if (size == null) {
            return Type.Simple.ERROR;
        }
        if (size < 1 || size > MAX_BYTES) {
            return session.wrong(Code.VALUE_OUT_OF_RANGE, bytes.size().span(), "bytes<N> takes N from 1 to %d, not %d", MAX_BYTES, size);
        }
        return new Type.Bytes(size.intValue());
    }

    private Type applied(String name, Span span) {
        if (LATER.contains(name)) {
            session.error(Code.NOT_YET, span, "the aggregate '%s' is not there yet", name).hint("this version has 'counter', and 'top(n) by e' in every blocks");
            return Type.Simple.ERROR;
        }
        return unknown(name, span, List.of());
    }

    private Type named(TypeName.Named named, ModuleScope module) {
        final List<String> path = named.path();
        if (path.size() == 1) {
            return simple(path.getFirst(), named.span(), module);
        }
        if (path.size() == 2 && path.get(1).equals("key")) {
            return keyOf(path.getFirst(), named.span(), module);
        }
        final ModuleScope owner = module.imports().get(path.getFirst());
        if (path.size() == 2 && owner != null && owner.types().containsKey(path.get(1))) {
            return declared(owner.types().get(path.get(1)), owner);
        }
        if (module.isIncomplete() && (owner == null || owner.isIncomplete())) {
            return Type.Simple.ERROR;
        }
        return unknown(String.join(".", path), named.span(), owner == null ? module.imports().keySet() : owner.types().keySet().stream().map(t -> path.getFirst() + "." + t).toList());
    }

    private Type simple(String name, Span span, ModuleScope module) {
        final ModuleScope owner = module.typeOwner(name);
        if (owner != null) {
            return declared(owner.types().get(name), owner);
        }
        final var builtin = Types.named(name);
        if (builtin.isPresent()) {
            return builtin.get();
        }
        if (LATER.contains(name)) {
            return applied(name, span);
        }
        final List<String> candidates = new ArrayList<>(Types.names());
        candidates.addAll(module.types().keySet());
        module.open().forEach(m -> candidates.addAll(m.types().keySet()));
        return unknown(name, span, candidates);
    }

    private Type keyOf(String name, Span span, ModuleScope module) {
        final Symbol symbol = module.value(name);
        if (symbol instanceof Symbol.Table table) {
            final KeySymbol key = session.keys.keyOf(table.table(), module);
            return key == null ? Type.Simple.ERROR : key.type();
        }
        if (symbol instanceof Symbol.Defined defined && defined.declaration() instanceof Declaration.Key) {
            return session.definitions.binding(defined) instanceof Binding.PacketKey key ? key.key().type() : Type.Simple.ERROR;
        }
        session.error(Code.UNKNOWN_TYPE, span, "there is no table or key '%s' whose values these could be", name)
                .hint(Nearest.of(name, session.tables.keySet()).map(n -> "did you mean '" + n + ".key'?").orElse(""));
        return Type.Simple.ERROR;
    }

    private Type unknown(String name, Span span, java.util.Collection<String> candidates) {
        session.error(Code.UNKNOWN_TYPE, span, "there is no type '%s'", name)
                .hint("%s", ForeignNames.type(name) != null ? ForeignNames.type(name) : Nearest.of(name, candidates).map(n -> "did you mean '" + n + "'?").orElse(""));
        return Type.Simple.ERROR;
    }

    private Type declared(Declaration declaration, ModuleScope module) {
        final Type known = declared.get(declaration);
        if (known != null) {
            return known;
        }
        if (!resolving.add(declaration)) {
            return session.wrong(Code.RECURSION, declaration.span().head(), "a struct cannot contain itself");
        }
        final Type type = declaration instanceof Declaration.Struct struct ? struct(struct, module) : enumeration((Declaration.Enumeration) declaration, module);
        resolving.remove(declaration);
        declared.put(declaration, type);
        return type;
    }

    /** Resolves everything that is declared, used or not. */
    void checkAll(List<ModuleScope> modules) {
        modules.forEach(module -> module.types().values().forEach(declaration -> declared(declaration, module)));
    }

    private Type struct(Declaration.Struct struct, ModuleScope module) {
        final List<Type.Field> fields = new ArrayList<>();
        final Map<String, Span> names = new HashMap<>();
        for (Declaration.Field field : struct.fields()) {
            final Span first = names.putIfAbsent(field.name(), field.span());
            if (first != null) {
                session.error(Code.DUPLICATE_NAME, field.span(), "'%s' has two fields '%s'", struct.name(), field.name()).note(first, "first declared here");
            }
            if (field.value() != null) {
                session.error(Code.NOT_YET, field.value().span(), "a struct's field cannot have a default yet").hint("give the default where the struct is used");
            }
            fields.add(new Type.Field(field.name(), storable(resolve(field.type(), module), field.type().span())));
        }
        return new Type.Struct(struct.name(), List.copyOf(fields));
    }

    /** Reports a type whose values cannot be kept. */
    Type storable(Type type, Span span) {
        if (type == Type.Simple.ERROR || Types.isStorable(type)) {
            return type;
        }
        session.error(Code.TYPE_MISMATCH, span, "%s cannot be kept", type.text())
                .hint(type == Type.Simple.VIEW ? "write 'bytes<N>' for a copy of up to N bytes" : "");
        return Type.Simple.ERROR;
    }

    private Type enumeration(Declaration.Enumeration enumeration, ModuleScope module) {
        final Type base = enumeration.type() == null ? Integers.U8 : resolve(enumeration.type(), module);
        if (!(base instanceof Type.Integer range) || range.mayBeNegative()) {
            return base == Type.Simple.ERROR ? base
                    : session.wrong(Code.TYPE_MISMATCH, enumeration.type().span(), "an enum's type is one of u1 … u64, not %s", base.text());
        }
        final List<Type.Member> members = new ArrayList<>();
        long next = 0;
        for (Declaration.Member member : enumeration.members()) {
            final Long value = member.value() == null ? Long.valueOf(next) : session.expressions.constant(member.value(), session.scope(module, Scope.Place.SETTING));
            if (value == null) {
                continue;
            }
            if (!range.contains(Integers.of(java.math.BigInteger.valueOf(value)))) {
                session.error(Code.VALUE_OUT_OF_RANGE, member.span(), "%d does not fit %s", value, range.text());
            }
            final Declaration.Member first = enumeration.members().stream().filter(m -> m.name().equals(member.name())).findFirst().orElseThrow();
            if (first != member) {
                session.error(Code.DUPLICATE_NAME, member.span(), "enum '%s' has two members '%s'", enumeration.name(), member.name()).note(first.span(), "first declared here");
            }
            members.add(new Type.Member(member.name(), value));
            next = value + 1;
        }
        return new Type.Enumeration(enumeration.name(), range.high().bitLength(), List.copyOf(members));
    }
}
