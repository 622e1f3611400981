package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Operators;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;

/** What to say of a value of one type where another is needed. */
final class Mismatches {
    private static final String LONG = "…";

    private static final int LONGEST = 40;

    private final Session session;

    Mismatches(Session session) {
        this.session = session;
    }

    /** A type in the words of a message: a known number is said as it is. */
    static String describe(Type type) {
        return type instanceof Type.Integer range && range.low().equals(range.high()) ? "the number " + range.low() : type.text();
    }

    void report(Expression expression, Type type, Type wanted) {
        final Type place = wanted instanceof Type.Maybe maybe ? maybe.inner() : wanted;
        if (type instanceof Type.Integer values && place instanceof Type.Integer) {
            narrowing(expression, values, place.text());
            return;
        }
        final Diagnostic error = session.error(Code.TYPE_MISMATCH, expression.span(), "expected %s, found %s", wanted.text(), describe(type));
        if (!(type instanceof Type.Maybe maybe)) {
            error.hint("%s", hint(expression, type, place));
        } else if (Types.assignable(maybe.inner(), wanted)) {
            error.hint("it may be absent: give a default with '?? …'");
        } else if (Operators.castable(maybe.inner(), place)) {
            error.hint("it may be absent: give a default and cast, '%s as %s'", "(" + shortened(expression) + " ?? …)", place.text());
        } else {
            error.hint("%s", hint(expression, maybe.inner(), place));
        }
    }

    private static String hint(Expression expression, Type type, Type place) {
        if (type instanceof Type.Integer && place == Type.Simple.BOOL) {
            return "write 'true' or 'false', or compare: '… != 0'";
        }
        if (type instanceof Type.Integer && place == Type.Simple.DURATION) {
            final boolean literal = expression instanceof Expression.IntegerLiteral;
            return literal ? "durations have a unit: '" + expression.span().text() + "s', '" + expression.span().text() + "ms', '" + expression.span().text() + "min'" : "give it a unit: '… * 1s'";
        }
        if (place == Type.Simple.TIME) {
            return type == Type.Simple.DURATION || type instanceof Type.Integer ? "points in time come from 'now' and 'pkt.time'" : "";
        }
        if (type == Type.Simple.TEXT) {
            return place instanceof Type.Integer || Types.isStorable(place) && !(place instanceof Type.Bytes) && !(place instanceof Type.Struct)
                    ? "values are written without quotes" : "";
        }
        if (place == Type.Simple.IP4 && type == Type.Simple.IP) {
            return "an 'ip' may be IPv6: read 'ip4." + lastWord(expression) + "', or keep an 'ip'";
        }
        if (place == Type.Simple.ENDPOINT && (type == Type.Simple.IP4 || type == Type.Simple.IP6 || type == Type.Simple.IP)) {
            return "an endpoint is an address and a port: 'endpoint(…, 443)'";
        }
        if (type == Type.Simple.DURATION && place instanceof Type.Integer) {
            return expression instanceof Expression.DurationLiteral ? "the type of times with a unit is 'duration'" : "write '" + cast(expression) + " as " + place.text() + "' for its nanoseconds";
        }
        final boolean literal = expression instanceof Expression.BooleanLiteral || expression instanceof Expression.FloatLiteral;
        return !literal && Operators.castable(type, place) ? "write '" + cast(expression) + " as " + place.text() + "'" : "";
    }

    private static String lastWord(Expression expression) {
        return expression instanceof Expression.Member member ? member.name() : "src";
    }

    private void narrowing(Expression expression, Type.Integer values, String place) {
        if (values.low().equals(values.high())) {
            session.error(Code.NARROWING, expression.span(), "%s does not fit %s", values.low(), place);
            return;
        }
        final boolean simple = Integers.named(values.text()).filter(values::equals).isPresent();
        final String found = simple ? "a value of type " + values.text() : "a value from " + values.low() + " to " + values.high();
        final String cast = cast(expression);
        session.error(Code.NARROWING, expression.span(), "%s may not fit %s", found, place)
                .hint("write '%s as %s' to wrap, or '%s as! %s' to fault when it does not fit", cast, place, cast, place);
    }

    /** The expression as the left side of {@code as}. */
    static String cast(Expression expression) {
        final String text = shortened(expression);
        final boolean bare = expression instanceof Expression.Name || expression instanceof Expression.Member || expression instanceof Expression.Call || expression instanceof Expression.Index;
        return bare && !text.equals(LONG) ? text : "(" + text + ")";
    }

    /** Whether the text of an expression can stand in a sentence as it is. */
    static boolean isShort(Expression expression) {
        final String text = expression.span().text();
        return text.length() <= LONGEST && !text.contains("\n");
    }

    private static String shortened(Expression expression) {
        final String text = expression.span().text();
        return text.length() > 30 || text.contains("\n") ? LONG : text;
    }
}
