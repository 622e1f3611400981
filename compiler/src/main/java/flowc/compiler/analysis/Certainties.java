package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Warns of comparisons in the tracker's own file that give the same for every packet: with a number that no value of the other side's type is.
 * A number by name may be meant for all there is, as a limit of 0 or 65535 is, so of those only equality is told, and only if the name is the file's own.
 */
final class Certainties {
    private final Session session;

    Certainties(Session session) {
        this.session = session;
    }

    /** Both sides were checked, and can be compared. */
    void comparison(Expression.Binary binary, Type left, Type right, Scope scope) {
        final Type.Integer l = numbers(left);
        final Type.Integer r = numbers(right);
        if (isElsewhere(binary, scope) || l == null || r == null || isOne(l) == isOne(r)) {
            return;
        }
        final Expression number = isOne(l) ? binary.left() : binary.right();
        final Expression value = isOne(l) ? binary.right() : binary.left();
        final boolean equality = binary.operator() == BinaryOperator.EQUAL || binary.operator() == BinaryOperator.NOT_EQUAL;
        result(binary.operator(), l, r).filter(_ -> isLiteral(number) || equality && isOwnConstant(number, scope.typing())).ifPresent(always -> {
            final Diagnostic warning = session.diagnostics.warning(Code.ALWAYS_OR_NEVER, binary.span(), "this is %s true: %s", always ? "always" : "never", range(value, isOne(l) ? r : l));
            warning.hint(always ? "leave it out" + presence(scope) : "compare it with a number that it can be");
        });
    }

    /** An {@code element} of what stands right of {@code in}, or all of it: a number or a range. */
    void element(Expression.Binary binary, Type left, Expression element, Type type, Scope scope) {
        final Type.Integer value = numbers(left);
        final Type.Integer asked = type instanceof Type.Range ? asked(element, scope.typing()) : numbers(type);
        if (isElsewhere(binary, scope) || value == null || isOne(value) || asked == null || !(type instanceof Type.Range) && !isOne(asked)) {
            return;
        }
        final boolean literal = element instanceof Expression.Range range ? isLiteral(range.low()) && isLiteral(range.high()) : isLiteral(element) || isOwnConstant(element, scope.typing());
        if (literal && isApart(value, asked)) {
            session.diagnostics.warning(Code.ALWAYS_OR_NEVER, element.span(), "this is never met: %s", range(binary.left(), value)).hint("ask for what it can be");
        } else if (literal && element == binary.right() && asked.contains(value)) {
            session.diagnostics.warning(Code.ALWAYS_OR_NEVER, element.span(), "this is always met: %s", range(binary.left(), value)).hint("leave it out%s", presence(scope));
        }
    }

    /** A range whose ends stand in the text the wrong way round. */
    void range(Expression.Range range, Scope scope) {
        if (isElsewhere(range, scope) || !isLiteral(range.low()) || !isLiteral(range.high())) {
            return;
        }
        final Type.Integer low = numbers(scope.typing().type(range.low()));
        final Type.Integer high = numbers(scope.typing().type(range.high()));
        if (low != null && high != null && low.low().compareTo(high.high()) > 0) {
            session.diagnostics.warning(Code.ALWAYS_OR_NEVER, range.span(), "nothing is in this range: %s is more than %s", low.low(), high.high())
                    .hint("write '%s..%s'", range.high().span().text(), range.low().span().text());
        }
    }

    /** What a condition asks for as well as what is known before it. Says nothing of what was known already, nor where something is asked for that is told to be in no packet. */
    void together(Expression asking, Facts proven, Scope scope) {
        if (!isElsewhere(asking, scope)) {
            together(asking.span(), scope.facts(), proven, "this is never true", "for packets that have either, join by 'or'");
        }
    }

    /** {@code asking} is a place that needs what is {@code proven}; {@code consequence} ends the message. */
    void together(Span asking, Facts known, Facts proven, String consequence, String advice) {
        if (!session.isOwn(asking) || !Stream.concat(known.known().stream(), proven.known().stream()).allMatch(guard -> session.graph.isPossible(guard))) {
            return;
        }
        for (Guard other : proven.known()) {
            final Optional<Guard> excluded = known.proves(other) ? Optional.empty() : known.known().stream().filter(guard -> session.graph.exclude(guard, other)).findFirst();
            if (excluded.isPresent()) {
                session.diagnostics.warning(Code.ALWAYS_OR_NEVER, asking, "no packet has both '%s' and '%s': %s", excluded.get().text(), other.text(), consequence)
                        .hint("%s", advice);
                return;
            }
        }
    }

    /** Whether an expression is of another file, or of a layer: that is checked for each member, and what holds for one need not for the others. */
    boolean isElsewhere(Expression expression, Scope scope) {
        return !session.isOwn(expression.span()) || scope.typing() != session.typing;
    }

    /** The ends of a range, where both are known; null elsewhere. */
    static Type.Integer asked(Expression element, Typing typing) {
        if (!(element instanceof Expression.Range range)) {
            return null;
        }
        final Optional<BigInteger> low = Constants.evaluate(range.low(), typing);
        final Optional<BigInteger> high = Constants.evaluate(range.high(), typing);
        return low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) <= 0 ? new Type.Integer(low.get(), high.get()) : null;
    }

    /** The whole numbers that a value of a type can be; null for what is none. */
    static Type.Integer numbers(Type type) {
        return switch (type) {
            case Type.Integer range -> range;
            case Type.Enumeration enumeration -> Integers.storage(Integers.unsigned(enumeration.bits()));
            case Type.Either either -> numbers(either.element());
            case null, default -> null;
        };
    }

    static boolean isApart(Type.Integer left, Type.Integer right) {
        return left.high().compareTo(right.low()) < 0 || right.high().compareTo(left.low()) < 0;
    }

    private static boolean isOne(Type.Integer range) {
        return range.low().equals(range.high());
    }

    /** What a comparison gives whichever values are compared; empty if that depends on them. */
    private static Optional<Boolean> result(BinaryOperator operator, Type.Integer left, Type.Integer right) {
        return switch (operator) {
            case EQUAL -> isApart(left, right) ? Optional.of(false) : Optional.empty();
            case NOT_EQUAL -> isApart(left, right) ? Optional.of(true) : Optional.empty();
            case LESS -> less(left, right);
            case GREATER -> less(right, left);
            case LESS_EQUAL -> less(right, left).map(greater -> !greater);
            case GREATER_EQUAL -> less(left, right).map(less -> !less);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> less(Type.Integer left, Type.Integer right) {
        if (left.high().compareTo(right.low()) < 0) {
            return Optional.of(true);
        }
        return left.low().compareTo(right.high()) >= 0 ? Optional.of(false) : Optional.empty();
    }

    private static boolean isLiteral(Expression expression) {
        return switch (expression) {
            case Expression.IntegerLiteral _, Expression.SizeLiteral _ -> true;
            case Expression.Unary unary -> isLiteral(unary.operand());
            case Expression.Binary binary -> isLiteral(binary.left()) && isLiteral(binary.right());
            default -> false;
        };
    }

    private boolean isOwnConstant(Expression expression, Typing typing) {
        return typing.binding(expression) instanceof Binding.Definition definition && session.isOwn(definition.value().expression().span()) && Constants.evaluate(expression, typing).isPresent();
    }

    /** Without the comparison packets that lack the header would be taken too. */
    private static String presence(Scope scope) {
        return scope.collector() == null ? "" : scope.collector().stream().findFirst().map(guard -> ", or ask for the header: '" + guard.text() + "'").orElse("");
    }

    static String range(Expression value, Type.Integer range) {
        return (Mismatches.isShort(value) ? "'" + value.span().text() + "'" : "the value") + " is from " + range.low() + " to " + range.high();
    }
}
