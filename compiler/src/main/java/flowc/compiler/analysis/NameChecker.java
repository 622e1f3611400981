package flowc.compiler.analysis;

import flowc.compiler.analysis.Binding.Builtin;
import flowc.compiler.source.Code;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.Map;
import java.util.Set;

/** Says what a bare name means: locals, then the row's state, then the header's fields, then what every handler has, then the module's names. */
final class NameChecker {
    private static final Map<String, Builtin> HANDLER_NAMES = Map.of("now", Builtin.NOW, "isNew", Builtin.IS_NEW, "dir", Builtin.DIRECTION,
            "reason", Builtin.REASON, "elapsed", Builtin.ELAPSED);

    private final Session session;
    private final UnknownNames unknown;

    NameChecker(Session session) {
        this.session = session;
        this.unknown = new UnknownNames(session);
    }

    Type check(Expression.Name name, Scope scope, Type expected) {
        final Type type = known(name, scope, expected);
        return type != null ? type : unknown.report(name.name(), name.span(), scope, expected);
    }

    /** What is called. */
    Type checkCalled(Expression.Call call, Expression.Name name, Scope scope) {
        final Type type = known(name, scope, null);
        scope.typing().type(name, type != null ? type : Type.Simple.ERROR);
        return type != null ? type : unknown.reportFunction(call, name.name(), scope);
    }

    /** Null when the name means nothing. */
    private Type known(Expression.Name name, Scope scope, Type expected) {
        final Type target = expected instanceof Type.Maybe maybe ? maybe.inner() : expected;
        if (target instanceof Type.Enumeration enumeration && enumeration.member(name.name()) != null) {
            scope.typing().binding(name, new Binding.EnumMember(enumeration, enumeration.member(name.name()).value()));
            return enumeration;
        }
        final LocalSymbol local = scope.local(name.name());
        if (local != null) {
            scope.typing().binding(name, new Binding.Local(local));
            return local.type();
        }
        final Type near = nearby(name, scope);
        return near != null ? near : inModule(name, scope);
    }

    /** State, header fields and built-in names; null when it is none of them. */
    private Type nearby(Expression.Name name, Scope scope) {
        final Scope.Site site = scope.site();
        if (site.table() != null && site.place().hasRow()) {
            final TableSymbol.StateField field = site.table().stateField(name.name());
            if (field != null) {
                scope.typing().binding(name, new Binding.State(site.table(), field));
                return field.type();
            }
        }
        if (site.header() != null) {
            final Type type = inHeader(name, name.name(), site.header(), scope, true);
            if (type != null) {
                return type;
            }
        }
        if (site.layer() != null && session.layerFields.field(site.layer(), name.name()) instanceof LayerSymbol.LayerField field) {
            final TypedExpression value = field.values().get(site.header());
            scope.typing().binding(name, new Binding.Definition(value));
            return value.type();
        }
        return builtin(name, scope);
    }

    private Type builtin(Expression.Name name, Scope scope) {
        final Scope.Site site = scope.site();
        if (name.name().equals("pkt")) {
            return site.place().hasPacket() ? bind(name, Builtin.PACKET, Type.Simple.NOTHING, scope) : noPacket(name.span(), "pkt", scope);
        }
        if (name.name().equals("key") && site.table() != null && site.place().hasRow()) {
            scope.typing().binding(name, new Binding.RowKey(site.table(), true));
            return site.table().key() == null ? Type.Simple.ERROR : site.table().key().type();
        }
        final Builtin builtin = HANDLER_NAMES.get(name.name());
        if (builtin == null) {
            return null;
        }
        scope.typing().binding(name, builtin);
        return handlerName(builtin, name, site);
    }

    private Type handlerName(Builtin builtin, Expression.Name name, Scope.Site site) {
        final Scope.Place place = site.place();
        final boolean here = switch (builtin) {
            case NOW -> place.hasTables();
            case IS_NEW, DIRECTION -> place == Scope.Place.PACKET;
            case REASON -> place == Scope.Place.EXPIRE;
            case ELAPSED -> place == Scope.Place.EACH || place == Scope.Place.FINISH;
            default -> false;
        };
        if (!here) {
            return session.wrong(Code.WRONG_CONTEXT, name.span(), "'%s' has no meaning here: it belongs in %s", name.name(), switch (builtin) {
                case REASON -> "'on expire'";
                case ELAPSED -> "'each' and 'finish'";
                case NOW -> "handlers";
                default -> "'on new' and 'on packet'";
            });
        }
        return switch (builtin) {
            case NOW -> Type.Simple.TIME;
            case IS_NEW -> Type.Simple.BOOL;
            case DIRECTION -> direction(name, site);
            case REASON -> Types.REASON;
            default -> Type.Simple.DURATION;
        };
    }

    private Type direction(Expression.Name name, Scope.Site site) {
        final KeySymbol key = site.table().key();
        if (key != null && key.type().parts().stream().noneMatch(Type.Part.Unordered.class::isInstance)) {
            return session.wrong(Code.WRONG_CONTEXT, name.span(), "'dir' has no meaning here: the key of '%s' has no 'unordered' part, so each direction is a flow of its own", site.table().name());
        }
        return Types.DIRECTION;
    }

    private Type inModule(Expression.Name name, Scope scope) {
        final Symbol symbol = scope.module().value(name.name());
        if (symbol == null) {
            return elsewhere(name, scope);
        }
        return symbol(name, symbol, scope);
    }

    /** A header of a module that was not imported by name is seen too: headers are global. */
    private Type elsewhere(Expression.Name name, Scope scope) {
        final HeaderSymbol header = session.headers.get(name.name());
        if (header != null) {
            return symbol(name, new Symbol.Header(header), scope);
        }
        final LayerSymbol layer = session.layers.get(name.name());
        return layer != null ? symbol(name, new Symbol.Layer(layer), scope) : null;
    }

    /** Binds an expression to a module's symbol. */
    Type symbol(Expression expression, Symbol symbol, Scope scope) {
        return switch (symbol) {
            case Symbol.Header header -> presence(expression, new Binding.HeaderPresence(header.header()), header.name(), scope);
            case Symbol.Layer layer -> presence(expression, new Binding.LayerPresence(layer.layer()), layer.name(), scope);
            case Symbol.Table table -> bind(expression, new Binding.Table(table.table()), Type.Simple.NOTHING, scope);
            case Symbol.Param param -> {
                session.used.add(param);
                yield bind(expression, new Binding.Param(param), param.type(), scope);
            }
            case Symbol.Function function -> bind(expression, new Binding.Function(function), Type.Simple.NOTHING, scope);
            case Symbol.Parser parser -> bind(expression, new Binding.Parser(parser), Type.Simple.NOTHING, scope);
            case Symbol.Defined defined -> defined(expression, defined, scope);
        };
    }

    private Type presence(Expression expression, Binding binding, String name, Scope scope) {
        if (!scope.site().place().hasPacket()) {
            return noPacket(expression.span(), name, scope);
        }
        return bind(expression, binding, new Type.Presence(name), scope);
    }

    private static Type bind(Expression expression, Binding binding, Type type, Scope scope) {
        scope.typing().binding(expression, binding);
        return type;
    }

    private Type defined(Expression expression, Symbol.Defined symbol, Scope scope) {
        final Binding binding = session.definitions.binding(symbol);
        if (binding == null) {
            return Type.Simple.ERROR;
        }
        scope.typing().binding(expression, binding);
        return switch (binding) {
            case Binding.Definition definition -> needing(definition.value().required(), definition.value().type(), symbol, expression, scope);
            case Binding.PacketKey key -> needing(key.key().required(), key.key().type(), symbol, expression, scope);
            default -> Type.Simple.NOTHING;
        };
    }

    private Type needing(Set<Guard> required, Type type, Symbol.Defined symbol, Expression expression, Scope scope) {
        final boolean packet = !(symbol.declaration() instanceof Declaration.Const);
        if (packet && !scope.site().place().hasPacket()) {
            return noPacket(expression.span(), symbol.name(), scope);
        }
        return require(required, expression.span(), symbol.name(), scope) ? type : Type.Simple.ERROR;
    }

    /** Binds {@code expression} to a field of {@code header}; null when it has none of that name. {@code own}: the header is known to be there. */
    Type inHeader(Expression expression, String field, HeaderSymbol header, Scope scope, boolean own) {
        final HeaderSymbol.HeaderField found = header.fields().get(field);
        if (found == null) {
            return payload(expression, field, header, scope);
        }
        final Set<Guard> guards = new java.util.LinkedHashSet<>();
        if (!own) {
            guards.add(new Guard.HeaderPresent(header));
        }
        final Type type = switch (found) {
            case HeaderSymbol.WireField wire -> {
                scope.typing().binding(expression, new Binding.Wire(header, wire));
                if (header.sections().size() > wire.section() && header.sections().get(wire.section()).condition() != null) {
                    guards.add(new Guard.PartPresent(header, wire.section()));
                }
                yield wire.type() instanceof Type.Bytes ? Type.Simple.VIEW : wire.type();
            }
            case HeaderSymbol.SizedField sized -> bind(expression, new Binding.Sized(header, sized), Type.Simple.VIEW, scope);
            case HeaderSymbol.ComputedField computed -> {
                guards.addAll(computed.value().required());
                yield bind(expression, new Binding.Computed(header, computed), computed.value().type(), scope);
            }
        };
        return require(guards, expression.span(), own ? field : header.name() + "." + field, scope) ? type : Type.Simple.ERROR;
    }

    private Type payload(Expression expression, String field, HeaderSymbol header, Scope scope) {
        if (!field.equals("payload")) {
            return null;
        }
        final boolean present = require(Set.of(new Guard.HeaderPresent(header)), expression.span(), header.name() + ".payload", scope);
        return bind(expression, new Binding.Payload(header), present ? Type.Simple.VIEW : Type.Simple.ERROR, scope);
    }

    /** Every guard must be proven or collected; else it is reported, and false. */
    boolean require(Set<Guard> guards, Span span, String what, Scope scope) {
        for (Guard guard : guards) {
            if (guard instanceof Guard.HeaderPresent own && own.header() == scope.site().header() || scope.facts().proves(guard)) {
                continue;
            }
            if (scope.collector() == null) {
                absent(guard, span, what);
                return false;
            }
            scope.collector().add(guard);
        }
        return true;
    }

    private void absent(Guard guard, Span span, String what) {
        switch (guard) {
            case Guard.HeaderPresent _, Guard.LayerPresent _ ->
                session.error(Code.MAY_BE_ABSENT, span, "'%s' may be absent here: not every packet has %s", what, guard.text())
                        .hint("guard it with 'if %s { … }' or 'where %s', or give a default: '%s ?? …'", guard.text(), guard.text(), what);
            case Guard.PartPresent part ->
                session.error(Code.MAY_BE_ABSENT, span, "'%s' may be absent here: it is in an optional part of %s", what, part.header().name())
                        .note(part.header().declaration().nameSpan(), "'%s' is declared here", part.header().name())
                        .hint("bind it where it is there: 'if let x = %s { … }', or give a default: '%s ?? …'", what, what);
            case Guard.BytesAhead ahead ->
                session.error(Code.MAY_BE_ABSENT, span, "'%s' may be absent here: it looks at %s, which may be missing", what, ahead.text()).hint("give a default: '%s ?? …'", what);
        }
    }

    private Type noPacket(Span span, String what, Scope scope) {
        session.error(Code.NO_PACKET, span, "there is no packet here to read '%s' from", what).hint("%s", switch (scope.site().place()) {
            case FUNCTION, PARSER -> "pass what you need as an argument";
            case EXPIRE, EACH, RANK -> ofKey(what, scope.site().table());
            case INIT, FINISH -> "";
            default -> "this is read before packets come";
        });
        return Type.Simple.ERROR;
    }

    private static String ofKey(String what, TableSymbol table) {
        final boolean kept = table.key() != null && table.key().type().parts().stream().anyMatch(part -> MemberChecker.names(part).contains(what));
        return kept ? "the key has it: 'key." + what + "'" : "keep what you need in the row's state while packets come, and read that";
    }
}
