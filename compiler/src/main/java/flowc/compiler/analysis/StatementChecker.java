package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks statements in order. Output statements are {@link OutputChecker}'s, assignments {@link AssignmentChecker}'s. */
final class StatementChecker {
    /** Most rounds that a {@code for} over a range may have, counted with those of the loops around it: nothing ends a packet's handler early. */
    static final long MAX_ROUNDS = 65_536;

    private final Session session;
    private final AssignmentChecker assignments;
    private final OutputChecker outputs;
    private Type result = Type.Simple.NOTHING;
    private int loops;

    /** Most rounds of what is checked now, by the ranges of the loops around it. */
    private BigInteger rounds = BigInteger.ONE;

    StatementChecker(Session session) {
        this.session = session;
        this.assignments = new AssignmentChecker(session);
        this.outputs = new OutputChecker(session);
    }

    /** Checks the body of a handler, function or parser; {@code yields} is what {@code return} gives or {@code yield} fills. */
    void body(Statement.Block body, Scope scope, Type yields) {
        final Type outerResult = result;
        final int outerLoops = loops;
        final BigInteger outerRounds = rounds;
        result = yields;
        loops = 0;
        rounds = BigInteger.ONE;
        block(body, scope);
        result = outerResult;
        loops = outerLoops;
        rounds = outerRounds;
    }

    private void block(Statement.Block block, Scope scope) {
        final Scope inner = scope.child();
        Statement last = null;
        for (Statement statement : block.statements()) {
            if (last != null && Completion.neverGoesOn(last)) {
                neverReached(statement, last);
            }
            last = statement;
            check(statement, inner);
        }
    }

    private void neverReached(Statement statement, Statement before) {
        if (session.isOwn(statement.span())) {
            session.diagnostics.warning(Code.ALWAYS_OR_NEVER, statement.span().head(), "this is never reached").note(before.span().head(), "nothing goes on behind this")
                    .hint("put it before that, or leave it out");
        }
    }

    private void check(Statement statement, Scope scope) {
        switch (statement) {
            case Statement.Block block -> block(block, scope);
            case Statement.Let let -> let(let, scope);
            case Statement.Var variable -> variable(variable, scope);
            case Statement.Assign assign -> assignments.check(assign, scope);
            case Statement.If branch -> branch(branch, scope);
            case Statement.For loop -> loop(loop, scope);
            case Statement.Loop loop -> parserLoop(loop, scope);
            case Statement.Match match -> match(match, scope);
            case Statement.Emit emit -> outputs.emit(emit, scope);
            case Statement.Print print -> outputs.print(print, scope);
            case Statement.Dump dump -> outputs.dump(dump, scope);
            case Statement.Export export -> session.error(Code.NOT_YET, export.span(), "'export' is not there yet").hint("'emit' writes JSON records");
            case Statement.Expire expire -> expire(expire, scope);
            case Statement.Return stop -> returns(stop, scope);
            case Statement.Yield yield -> yields(yield, scope);
            case Statement.Break stop -> inLoop(stop.span(), "break");
            case Statement.Continue next -> inLoop(next.span(), "continue");
            case Statement.Evaluate evaluate -> evaluate(evaluate, scope);
        }
    }

    private void inLoop(Span span, String word) {
        if (loops == 0) {
            session.error(Code.WRONG_CONTEXT, span, "'%s' stands in no loop", word);
        }
    }

    private void let(Statement.Let let, Scope scope) {
        final Type type = let.type() == null ? session.expressions.value(let.value(), scope, null)
                : session.expressions.require(let.value(), session.types.resolve(let.type(), scope.module()), scope);
        if (type instanceof Type.Either || type == Type.Simple.NETWORK || type == Type.Simple.TEXT) {
            session.error(Code.TYPE_MISMATCH, let.value().span(), "%s cannot be kept in a name", type.text());
        }
        final boolean reference = type instanceof Type.Struct && AssignmentChecker.isPlace(let.value(), scope.typing());
        declare(let, new LocalSymbol(let.name(), let.nameSpan(), type, reference ? LocalSymbol.Kind.REFERENCE : LocalSymbol.Kind.LET), scope);
    }

    private void variable(Statement.Var variable, Scope scope) {
        final Type type = variableType(variable, scope);
        declare(variable, new LocalSymbol(variable.name(), variable.nameSpan(), type, LocalSymbol.Kind.VAR), scope);
    }

    /** A variable of whole numbers without a type is an {@code int}. */
    Type variableType(Statement.Var variable, Scope scope) {
        if (variable.type() == null) {
            final Type type = Types.stored(session.expressions.value(variable.value(), scope, null));
            if (type instanceof Type.Integer range && Integers.I64.contains(range)) {
                return Integers.I64;
            }
            return type == Type.Simple.VIEW ? type : session.types.storable(type, variable.span());
        }
        final Type type = session.types.storable(session.types.resolve(variable.type(), scope.module()), variable.type().span());
        if (variable.value() != null) {
            session.expressions.require(variable.value(), type, scope);
        }
        return type;
    }

    private void declare(Statement statement, LocalSymbol symbol, Scope scope) {
        newName(symbol.name(), symbol.span(), scope);
        scope.typing().local(statement, symbol);
        scope.declare(symbol);
    }

    private void newName(String name, Span span, Scope scope) {
        checkName(name, span, scope);
        session.hidden.warn(name, span, scope.site().place().hasRow() ? scope.site().table() : null, scope.module());
    }

    private void checkName(String name, Span span, Scope scope) {
        if (Declarations.RESERVED.contains(name) && !name.equals("time") && !name.equals("record")) {
            session.error(Code.RESERVED_NAME, span, "'%s' has a meaning of its own in handlers", name).hint("choose another name");
        }
        final LocalSymbol before = scope.local(name);
        if (before != null) {
            session.error(Code.DUPLICATE_NAME, span, "'%s' is declared already", name).note(before.span(), "here");
        }
    }

    private void branch(Statement.If branch, Scope scope) {
        switch (branch.condition()) {
            case Statement.Condition.Test test -> block(branch.then(), scope.knowing(session.expressions.condition(test.expression(), scope)));
            case Statement.Condition.Bind bind -> block(branch.then(), bound(bind, scope));
        }
        if (branch.otherwise() != null) {
            check(branch.otherwise(), scope);
        }
    }

    /** The scope in which {@code if let x = value where c} holds. A value that the packet may lack is bound where it has it, which proves what the value needs. */
    private Scope bound(Statement.Condition.Bind bind, Scope scope) {
        final Set<Guard> needed = new LinkedHashSet<>();
        final Type type = session.expressions.check(bind.value(), scope.site().place().hasPacket() ? scope.child().collecting(needed) : scope.child(), null);
        scope.typing().guards(bind.value(), needed);
        final Scope inner = scope.child().knowing(Facts.NONE.with(needed, session.graph));
        final LocalSymbol symbol = bindable(type, !needed.isEmpty()) ? new LocalSymbol(bind.name(), bind.nameSpan(), inner(type), type instanceof Type.Row ? LocalSymbol.Kind.ROW : LocalSymbol.Kind.LET)
                : notBound(bind, type, scope);
        if (bind.value() instanceof Expression.Name name && name.name().equals(bind.name())) {
            checkName(bind.name(), bind.nameSpan(), scope);   // 'if let x = x' says itself what it hides
        } else {
            newName(bind.name(), bind.nameSpan(), scope);
        }
        scope.typing().local(bind, symbol);
        inner.declare(symbol);
        return bind.where() == null ? inner : inner.knowing(session.expressions.condition(bind.where(), inner));
    }

    private static Type inner(Type type) {
        return type instanceof Type.Maybe maybe ? maybe.inner() : type;
    }

    private static boolean bindable(Type type, boolean guarded) {
        return type instanceof Type.Row || type instanceof Type.Maybe || guarded && (Types.isStorable(type) || type == Type.Simple.VIEW);
    }

    private LocalSymbol notBound(Statement.Condition.Bind bind, Type type, Scope scope) {
        if (type != Type.Simple.ERROR) {
            final Diagnostic error = session.error(Code.TYPE_MISMATCH, bind.value().span(), "'if let' takes a row or a value that may be absent, not %s",
                    type == Type.Simple.NOTHING ? "this: " + ExpressionChecker.noValue(bind.value(), scope) : Mismatches.describe(type));
            if (type instanceof Type.Presence) {
                error.hint("ask for a header by its name: 'if %s { … }'", bind.value().span().text());
            } else if (Types.isStorable(type) || type == Type.Simple.VIEW) {
                error.hint("it is always there: 'let %s = …'", bind.name());
            }
        }
        return new LocalSymbol(bind.name(), bind.nameSpan(), Type.Simple.ERROR, LocalSymbol.Kind.LET);
    }

    private void loop(Statement.For loop, Scope scope) {
        final Scope inner = scope.child();
        final BigInteger outerRounds = rounds;
        final LocalSymbol item = loop.source() instanceof Expression.Range range ? counting(loop, range, scope) : parsing(loop, scope);
        newName(loop.variable(), loop.variableSpan(), scope);
        scope.typing().local(loop, item);
        inner.declare(item);
        loops++;
        block(loop.body(), inner);
        loops--;
        rounds = outerRounds;
    }

    private LocalSymbol counting(Statement.For loop, Expression.Range range, Scope scope) {
        final Type type = session.expressions.value(range, scope, null);
        final Type element = type instanceof Type.Range values ? values.element() : Type.Simple.ERROR;
        if (element instanceof Type.Integer numbers) {
            enter(numbers.high().subtract(numbers.low()).add(BigInteger.ONE), numbers.low(), isConstant(range, scope), range);
        } else if (element != Type.Simple.ERROR) {
            session.error(Code.TYPE_MISMATCH, range.span(), "a loop counts whole numbers, not %s", element.text());
        }
        return new LocalSymbol(loop.variable(), loop.variableSpan(), element, LocalSymbol.Kind.LOOP);
    }

    /** Once for a nest: what is in a loop that runs too often does not add to that. */
    private void enter(BigInteger own, BigInteger low, boolean constant, Expression.Range range) {
        final BigInteger most = BigInteger.valueOf(MAX_ROUNDS);
        final BigInteger around = rounds;
        rounds = around.multiply(own.max(BigInteger.ONE));
        if (around.compareTo(most) <= 0 && rounds.compareTo(most) > 0) {
            final String within = around.equals(BigInteger.ONE) ? "" : ", " + own + " in each of " + around + " rounds of those around it";
            session.error(Code.VALUE_OUT_OF_RANGE, range.span(), "this loop may run %s times%s, the limit is %d", rounds, within, MAX_ROUNDS)
                    .hint("%s", constant ? "from " + low + " on it can go to " + low.add(most.divide(around)).subtract(BigInteger.ONE) : "bound it: '0..min(n, 100)'");
        }
    }

    private static boolean isConstant(Expression.Range range, Scope scope) {
        return Constants.evaluate(range.low(), scope.typing()).isPresent() && Constants.evaluate(range.high(), scope.typing()).isPresent();
    }

    private LocalSymbol parsing(Statement.For loop, Scope scope) {
        final Type type = session.expressions.check(loop.source(), scope, null);
        if (scope.typing().binding(loop.source()) instanceof Binding.Parser parser) {
            return new LocalSymbol(loop.variable(), loop.variableSpan(), parser.parser().yields(), LocalSymbol.Kind.ITEM);
        }
        if (type != Type.Simple.ERROR) {
            session.error(Code.TYPE_MISMATCH, loop.source().span(), "'for' runs over a range or a parser's results");
        }
        return new LocalSymbol(loop.variable(), loop.variableSpan(), Type.Simple.ERROR, LocalSymbol.Kind.ITEM);
    }

    private void parserLoop(Statement.Loop loop, Scope scope) {
        if (scope.site().place() != Scope.Place.PARSER) {
            session.error(Code.WRONG_CONTEXT, loop.span(), "'loop' belongs in parsers").hint("use 'for i in a..b' here");
        }
        loops++;
        block(loop.body(), scope);
        loops--;
    }

    private void match(Statement.Match match, Scope scope) {
        final Type subject = session.expressions.value(match.subject(), scope, null);
        for (Statement.Arm arm : match.arms()) {
            arm.patterns().forEach(pattern -> assignments.pattern(pattern, subject, scope));
            block(arm.body(), scope);
        }
        MatchArms.check(session, match, subject, scope.typing());
        if (match.otherwise() != null) {
            block(match.otherwise(), scope);
        }
    }

    private void expire(Statement.Expire expire, Scope scope) {
        final Scope.Place place = scope.site().place();
        if (place != Scope.Place.PACKET && place != Scope.Place.EACH) {
            session.error(Code.WRONG_CONTEXT, expire.span(), "'expire' ends a flow in 'on new', 'on packet' and 'each'");
        }
    }

    private void returns(Statement.Return stop, Scope scope) {
        final boolean function = scope.site().place() == Scope.Place.FUNCTION;
        if (stop.value() == null) {
            if (function && result != Type.Simple.NOTHING) {
                session.error(Code.TYPE_MISMATCH, stop.span(), "this function returns %s", result.text());
            }
        } else if (!function || result == Type.Simple.NOTHING) {
            session.error(Code.WRONG_CONTEXT, stop.value().span(), "nothing is returned here").hint(function ? "say what the function gives: 'fn f(…): u64'" : "");
        } else {
            session.expressions.require(stop.value(), result, scope);
        }
    }

    private void yields(Statement.Yield yield, Scope scope) {
        if (scope.site().place() != Scope.Place.PARSER || !(result instanceof Type.Struct struct)) {
            session.error(Code.WRONG_CONTEXT, yield.span(), "'yield' belongs in parsers");
            return;
        }
        outputs.fields(yield, struct, scope);
    }

    private void evaluate(Statement.Evaluate evaluate, Scope scope) {
        session.expressions.check(evaluate.expression(), scope, null);
        if (!(evaluate.expression() instanceof Expression.Call)) {
            session.diagnostics.warning(Code.NO_EFFECT, evaluate.span(), "this statement has no effect");
        } else if (scope.typing().binding(evaluate.expression()) instanceof Binding.Parser) {
            session.error(Code.WRONG_CONTEXT, evaluate.span(), "a parser's results are read by 'for'");
        }
    }
}
