package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.KeyPart;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.TypeName;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks keys: of tables, and by name. */
final class KeyChecker {
    private final Session session;
    private final Map<TableSymbol, KeySymbol> known = new HashMap<>();
    private final Set<TableSymbol> checking = new HashSet<>();

    KeyChecker(Session session) {
        this.session = session;
    }

    /** The key of a table; null after an error. */
    KeySymbol keyOf(TableSymbol table, ModuleScope module) {
        if (known.containsKey(table)) {
            return known.get(table);
        }
        if (!checking.add(table)) {
            session.error(Code.RECURSION, table.declaration().key().span(), "the key of '%s' contains itself", table.name());
            return null;
        }
        final KeySymbol key = check(table.declaration().key(), table.name() + ".key", module);
        checking.remove(table);
        known.put(table, key);
        return key;
    }

    /** Null after an error. */
    KeySymbol check(Declaration.KeySpec spec, String name, ModuleScope module) {
        final long types = spec.parts().stream().filter(p -> isType(p, module)).count();
        if (types > 0 && types < spec.parts().size()) {
            session.error(Code.MIXED_KEY, spec.span(), "a key is made of types only or of expressions only")
                    .hint("types ('at: endpoint') make a table that handlers fill by 't[k] = {…}'; expressions ('at: src') one that packets fill");
            return null;
        }
        final Parts parts = new Parts(session.scope(module, Scope.Place.MATCH));
        for (KeyPart part : spec.parts()) {
            if (types > 0) {
                parts.typed(part);
            } else {
                parts.add(part);
            }
        }
        return parts.failed ? null : new KeySymbol(new Type.Key(name, List.copyOf(parts.types)), List.copyOf(parts.values), Set.copyOf(parts.required));
    }

    private boolean isType(KeyPart part, ModuleScope module) {
        return switch (part) {
            case KeyPart.Typed _ -> true;
            case KeyPart.Unordered _ -> false;
            case KeyPart.Single single -> switch (single.value()) {
                case Expression.Name name -> isNoValue(module.value(name.name())) && (Types.named(name.name()).isPresent() || module.typeOwner(name.name()) != null);
                case Expression.Member member -> member.name().equals("key") && member.target() instanceof Expression.Name target
                        && (module.value(target.name()) instanceof Symbol.Table || isKey(module.value(target.name())));
                default -> false;
            };
        };
    }

    private static boolean isKey(Symbol symbol) {
        return symbol instanceof Symbol.Defined defined && defined.declaration() instanceof Declaration.Key;
    }

    /** A header or layer is no part of a key, so that {@code at: ip} means the type. */
    private static boolean isNoValue(Symbol symbol) {
        return symbol == null || symbol instanceof Symbol.Header || symbol instanceof Symbol.Layer;
    }

    /** Collects the parts of one key. */
    private final class Parts {
        private final Scope scope;
        private final List<Type.Part> types = new ArrayList<>();
        private final List<KeySymbol.PartValue> values = new ArrayList<>();
        private final Set<Guard> required = new LinkedHashSet<>();
        private final Set<String> names = new HashSet<>();
        /** Names under which records write the ports of endpoints, beside their addresses. */
        private final Set<String> ports = new HashSet<>();
        private boolean failed;

        Parts(Scope scope) {
            this.scope = scope;
        }

        void typed(KeyPart part) {
            final TypeName typeName = switch (part) {
                case KeyPart.Typed typed -> typed.type();
                case KeyPart.Single single when single.value() instanceof Expression.Name name -> new TypeName.Named(name.span(), List.of(name.name()));
                case KeyPart.Single single when single.value() instanceof Expression.Member member ->
                    new TypeName.Named(member.span(), List.of(((Expression.Name) member.target()).name(), member.name()));
                default -> null;
            };
            final String written = part instanceof KeyPart.Typed typed ? typed.name() : ((KeyPart.Single) part).name();
            final Type type = session.types.resolve(typeName, scope.module());
            put(part, new Type.Part.Single(written == null ? "key" : written, keyPart(type, part, null)), null);
        }

        void add(KeyPart part) {
            switch (part) {
                case KeyPart.Single single -> single(single);
                case KeyPart.Unordered unordered -> unordered(unordered);
                case KeyPart.Typed _ -> failed = true;
            }
        }

        private void single(KeyPart.Single single) {
            if (single.name() == null && named(single.value()) instanceof KeySymbol inner) {
                merge(single, inner);
                return;
            }
            final boolean optional = single.optional() || single.added();
            final TypedExpression value = session.definitions.typed(single.value(), scope, null);
            final boolean maybe = optional && !required.containsAll(value.required());
            if (!maybe) {
                require(value.required(), single);
            }
            final Type type = keyPart(Types.stored(value.type()), single, value);
            final String name = single.name() != null ? single.name() : name(single);
            put(single, new Type.Part.Single(name, maybe && type != Type.Simple.ERROR && !(type instanceof Type.Maybe) ? new Type.Maybe(type) : type),
                    new KeySymbol.PartValue(value, null));
        }

        /** {@code flow5} or {@code flow5.uni} as a part without name: its parts become this key's. */
        private void merge(KeyPart part, KeySymbol inner) {
            require(inner.required(), part);
            for (int i = 0; i < inner.type().parts().size(); i++) {
                put(part, inner.type().parts().get(i), inner.values().get(i));
            }
        }

        private void require(Set<Guard> guards, KeyPart part) {
            session.certainties.together(part.span(), Facts.NONE.with(required, session.graph), Facts.NONE.with(guards, session.graph), "there is no such key",
                    "make a table of each, or join the part by '+': it may be absent then");
            required.addAll(guards);
        }

        private KeySymbol named(Expression value) {
            final boolean uni = value instanceof Expression.Member member && member.name().equals("uni");
            final Expression target = uni ? ((Expression.Member) value).target() : value;
            if (target instanceof Expression.Name name && scope.module().value(name.name()) instanceof Symbol.Defined defined
                    && defined.declaration() instanceof Declaration.Key && session.definitions.binding(defined) instanceof Binding.PacketKey key) {
                return uni ? oneWay(key.key()) : key.key();
            }
            return null;
        }

        private void unordered(KeyPart.Unordered part) {
            final TypedExpression first = session.definitions.typed(part.first(), scope, null);
            final TypedExpression second = session.definitions.typed(part.second(), scope, null);
            require(first.required(), part);
            require(second.required(), part);
            final Type type = keyPart(Types.stored(first.type()), part, first);
            if (type != Type.Simple.ERROR && !type.equals(Types.stored(second.type()))) {
                session.error(Code.TYPE_MISMATCH, part.second().span(), "the two of 'unordered' must be of one type: %s and %s", type.text(), second.type().text());
            }
            final String firstName = part.firstName() != null ? part.firstName() : lastName(part.first(), "first");
            final String secondName = part.secondName() != null ? part.secondName() : lastName(part.second(), "second");
            put(part, new Type.Part.Unordered(firstName, secondName, type), new KeySymbol.PartValue(first, second));
        }

        /** {@code value} is null where a type is written. */
        private Type keyPart(Type type, KeyPart part, TypedExpression value) {
            final Type inner = type instanceof Type.Maybe maybe ? maybe.inner() : type;
            if (inner != Type.Simple.ERROR && !Types.isKeyPart(inner)) {
                session.error(Code.BAD_KEY, part.span(), "%s cannot be part of a key", inner.text())
                        .hint(type == Type.Simple.VIEW ? lengthHint(value) : "");
                return Type.Simple.ERROR;
            }
            return type;
        }

        private static String lengthHint(TypedExpression value) {
            final Binding binding = value == null ? null : value.typing().binding(value.expression());
            return binding instanceof Binding.Wire(HeaderSymbol _, HeaderSymbol.WireField field) && field.type() instanceof Type.Bytes bytes
                    ? "say how many are kept: '" + value.expression().span().text() + " as " + bytes.text() + "'" : "use a field of fixed or bounded length";
        }

        private void put(KeyPart part, Type.Part type, KeySymbol.PartValue value) {
            final List<String> partNames = type instanceof Type.Part.Unordered u ? List.of(u.firstName(), u.secondName()) : List.of(((Type.Part.Single) type).name());
            final Type inner = type instanceof Type.Part.Unordered u ? u.type() : ((Type.Part.Single) type).type();
            for (String name : partNames) {
                failed |= !take(name, isEndpoint(inner), part);
            }
            failed |= inner == Type.Simple.ERROR;
            types.add(type);
            if (value != null) {
                values.add(value);
            }
        }

        /** Reports a name that is another part's, or under which the port of another part is written; false then. */
        private boolean take(String name, boolean endpoint, KeyPart part) {
            final String port = name + "_port";
            if (!names.add(name)) {
                session.error(Code.DUPLICATE_NAME, part.span(), "two parts of the key are called '%s'", name).hint("name them: '(a: …, b: …)'");
                return false;
            }
            if (ports.contains(name) || endpoint && names.contains(port)) {
                final String written = ports.contains(name) ? name : port;
                session.error(Code.DUPLICATE_NAME, part.span(), "two parts of the key are written as '%s': the port of '%s' is one of them", written,
                        written.substring(0, written.length() - "_port".length())).hint("choose another name");
                return false;
            }
            if (endpoint) {
                ports.add(port);
            }
            return true;
        }

        private static boolean isEndpoint(Type type) {
            return (type instanceof Type.Maybe maybe ? maybe.inner() : type) == Type.Simple.ENDPOINT;
        }

        private static String name(KeyPart.Single single) {
            if (single.added() && single.value() instanceof Expression.Member member && member.target() instanceof Expression.Name target) {
                return target.name() + "_" + member.name();
            }
            return lastName(single.value(), "key");
        }
    }

    private static String lastName(Expression value, String otherwise) {
        return switch (value) {
            case Expression.Name name -> name.name();
            case Expression.Member member -> member.name();
            default -> otherwise;
        };
    }

    /** The same parts in the packet's own direction. */
    static KeySymbol oneWay(KeySymbol key) {
        final List<Type.Part> parts = new ArrayList<>();
        final List<KeySymbol.PartValue> values = new ArrayList<>();
        for (int i = 0; i < key.type().parts().size(); i++) {
            final KeySymbol.PartValue value = key.values().get(i);
            if (key.type().parts().get(i) instanceof Type.Part.Unordered pair) {
                parts.add(new Type.Part.Single(pair.firstName(), pair.type()));
                parts.add(new Type.Part.Single(pair.secondName(), pair.type()));
                values.add(new KeySymbol.PartValue(value.first(), null));
                values.add(new KeySymbol.PartValue(value.second(), null));
            } else {
                parts.add(key.type().parts().get(i));
                values.add(value);
            }
        }
        return new KeySymbol(new Type.Key(key.type().name() + ".uni", List.copyOf(parts)), List.copyOf(values), key.required());
    }
}
