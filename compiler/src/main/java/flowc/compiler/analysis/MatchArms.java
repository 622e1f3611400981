package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Warns of numbers in the arms of a {@code match} that are never met: those before have taken them, or the subject cannot be one. */
final class MatchArms {
    private final Session session;
    private final Typing typing;
    private final List<Taken> taken = new ArrayList<>();

    /** The numbers that a pattern takes. */
    private record Taken(Span span, Type.Integer numbers) {}

    private MatchArms(Session session, Typing typing) {
        this.session = session;
        this.typing = typing;
    }

    /** The patterns were checked, and can be compared with the subject. */
    static void check(Session session, Statement.Match match, Type subject, Typing typing) {
        final Type.Integer numbers = Certainties.numbers(subject);
        if (numbers != null && session.isOwn(match.span())) {
            final MatchArms arms = new MatchArms(session, typing);
            match.arms().forEach(arm -> arm.patterns().forEach(pattern -> arms.pattern(pattern, match.subject(), numbers)));
        }
    }

    private void pattern(Expression pattern, Expression subject, Type.Integer possible) {
        final Type.Integer asked = pattern instanceof Expression.Range ? Certainties.asked(pattern, typing)
                : Constants.evaluate(pattern, typing).filter(_ -> Certainties.numbers(typing.type(pattern)) != null).map(value -> new Type.Integer(value, value)).orElse(null);
        if (asked == null) {
            return;
        }
        if (Certainties.isApart(asked, possible)) {
            session.diagnostics.warning(Code.ALWAYS_OR_NEVER, pattern.span(), "this is never matched: %s", Certainties.range(subject, possible)).hint("leave it out");
            return;
        }
        final Type.Integer met = new Type.Integer(asked.low().max(possible.low()), asked.high().min(possible.high()));
        if (isTaken(met)) {
            final Taken first = taken.stream().filter(before -> !Certainties.isApart(before.numbers(), met)).findFirst().orElseThrow();
            session.diagnostics.warning(Code.ALWAYS_OR_NEVER, pattern.span(), "this is never matched: it is taken before").note(first.span(), "here")
                    .hint("the first arm that matches is taken: put this one before it, or leave it out");
        }
        taken.add(new Taken(pattern.span(), met));
    }

    /** Whether the patterns before take all of {@code numbers} together. */
    private boolean isTaken(Type.Integer numbers) {
        BigInteger next = numbers.low();
        while (next.compareTo(numbers.high()) <= 0) {
            final BigInteger open = next;
            final BigInteger end = taken.stream().map(Taken::numbers).filter(before -> before.low().compareTo(open) <= 0 && before.high().compareTo(open) >= 0).map(Type.Integer::high)
                    .reduce(BigInteger::max).orElse(null);
            if (end == null) {
                return false;
            }
            next = end.add(BigInteger.ONE);
        }
        return true;
    }
}
