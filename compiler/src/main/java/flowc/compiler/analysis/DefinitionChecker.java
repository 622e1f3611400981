package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.TypeName;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what a module defines by name, on first use, once. */
final class DefinitionChecker {
    private final Session session;
    /** By identity: a symbol's hash would run through its whole tree. */
    private final Map<Symbol.Defined, Object> known = new IdentityHashMap<>();

    private final Set<Symbol.Defined> checking = Collections.newSetFromMap(new IdentityHashMap<>());

    DefinitionChecker(Session session) {
        this.session = session;
    }

    /** The binding that a use of {@code symbol} gets; null after an error. */
    Binding binding(Symbol.Defined symbol) {
        return switch (symbol.declaration()) {
            case Declaration.Const constant -> definition(value(symbol, constant.type(), constant.value(), Scope.Place.SETTING));
            case Declaration.Value value -> definition(value(symbol, value.type(), value.value(), Scope.Place.MATCH));
            case Declaration.Key key -> {
                final KeySymbol found = once(symbol, () -> session.keys.check(key.key(), key.name(), symbol.module()));
                yield found == null ? null : new Binding.PacketKey(found);
            }
            case Declaration.Function function -> {
                final Symbol.Function found = once(symbol, () -> function(function, symbol.module()));
                yield found == null ? null : new Binding.Function(found);
            }
            case Declaration.Parser parser -> {
                final Symbol.Parser found = once(symbol, () -> parser(parser, symbol.module()));
                yield found == null ? null : new Binding.Parser(found);
            }
            default -> {
                session.error(Code.NOT_YET, symbol.span(), "'lookup' is not there yet");
                yield null;
            }
        };
    }

    /** Checks everything, used or not. */
    void checkAll(List<ModuleScope> modules) {
        for (ModuleScope module : modules) {
            module.values().values().forEach(symbol -> {
                if (symbol instanceof Symbol.Defined defined) {
                    binding(defined);
                }
            });
        }
    }

    @SuppressWarnings("unchecked") // one symbol is always checked into the same class
    private <T> T once(Symbol.Defined symbol, java.util.function.Supplier<T> check) {
        if (known.containsKey(symbol)) {
            return (T) known.get(symbol);
        }
        if (!checking.add(symbol)) {
            session.error(Code.RECURSION, symbol.span(), "'%s' is defined by itself", symbol.name()).hint("functions and definitions must not need each other in a circle");
            return null;
        }
        final T result = check.get();
        checking.remove(symbol);
        known.put(symbol, result);
        return result;
    }

    private static Binding definition(TypedExpression value) {
        return value == null ? null : new Binding.Definition(value);
    }

    private TypedExpression value(Symbol.Defined symbol, TypeName type, Expression value, Scope.Place place) {
        return once(symbol, () -> {
            final Type wanted = type == null ? null : session.types.resolve(type, symbol.module());
            final TypedExpression checked = typed(value, session.scope(symbol.module(), place), wanted);
            return wanted == null ? checked : new TypedExpression(value, checked.typing(), wanted, checked.required());
        });
    }

    /** Checks an expression that stands by itself: what it needs of a packet is kept with it, for its users to prove. */
    TypedExpression typed(Expression expression, Scope scope, Type wanted) {
        final Set<Guard> required = new LinkedHashSet<>();
        final Scope collecting = scope.collecting(required);
        final Type type = wanted == null ? session.expressions.value(expression, collecting, null) : session.expressions.require(expression, wanted, collecting);
        return new TypedExpression(expression, scope.typing(), type, required);
    }

    private Symbol.Function function(Declaration.Function function, ModuleScope module) {
        final Scope scope = session.scope(module, Scope.Place.FUNCTION);
        final List<LocalSymbol> parameters = parameters(function.parameters(), scope);
        final Type result = function.result() == null ? Type.Simple.NOTHING : session.types.resolve(function.result(), module);
        session.statements.body(function.body(), scope, result);
        if (result != Type.Simple.NOTHING && result != Type.Simple.ERROR && !Completion.alwaysReturns(function.body())) {
            session.error(Code.TYPE_MISMATCH, function.nameSpan(), "'%s' can end without returning its %s", function.name(), result.text()).hint("add a 'return'");
        }
        return new Symbol.Function(function, parameters, result);
    }

    private Symbol.Parser parser(Declaration.Parser parser, ModuleScope module) {
        final Scope scope = session.scope(module, Scope.Place.PARSER);
        final List<LocalSymbol> parameters = parameters(parser.parameters(), scope);
        final Type yields = session.types.resolve(parser.yields(), module);
        if (!(yields instanceof Type.Struct struct)) {
            session.wrong(Code.TYPE_MISMATCH, parser.yields().span(), "a parser yields a struct, not %s", yields.text());
            return null;
        }
        if (parameters.isEmpty() || parameters.getFirst().type() != Type.Simple.VIEW) {
            session.error(Code.TYPE_MISMATCH, parser.nameSpan(), "a parser's first parameter is the bytes to parse: 'b: bytes'");
            return null;
        }
        final Long max = session.expressions.constant(parser.max(), session.scope(module, Scope.Place.SETTING));
        if (max != null && (max < 1 || max > 4096)) {
            session.error(Code.VALUE_OUT_OF_RANGE, parser.max().span(), "a parser's max is from 1 to 4096, not %d", max);
        }
        session.statements.body(parser.body(), scope, struct);
        return new Symbol.Parser(parser, parameters, struct, max == null ? 1 : max);
    }

    private List<LocalSymbol> parameters(List<Declaration.Parameter> declared, Scope scope) {
        final List<LocalSymbol> parameters = new ArrayList<>();
        for (Declaration.Parameter parameter : declared) {
            final Type type = session.types.resolve(parameter.type(), scope.module());
            final LocalSymbol symbol = new LocalSymbol(parameter.name(), parameter.span(), type, LocalSymbol.Kind.PARAMETER);
            if (scope.local(parameter.name()) instanceof LocalSymbol before) {
                session.error(Code.DUPLICATE_NAME, parameter.span(), "two parameters are called '%s'", parameter.name()).note(before.span(), "the first");
            }
            scope.declare(symbol);
            parameters.add(symbol);
        }
        return parameters;
    }
}
