package flowc.compiler.analysis;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.syntax.ast.Statement;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How many operations a part of a checked tracker is once the functions and definitions that it uses stand where it uses them, as in its code. A few lines can be
 * more than any machine has room for: thirty constants, each the sum of the one before it and itself, are a thousand million. Counted without writing them out. One thread.
 */
public final class WrittenOut {
    /** What is larger counts as so much, which sums of them can bear. */
    private static final long MOST = 1L << 40;

    private final Analysis analysis;
    /** By identity, of functions and the expressions behind names. */
    private final Map<Object, Long> known = new IdentityHashMap<>();

    public WrittenOut(Analysis analysis) {
        this.analysis = analysis;
    }

    /** Of a block, which may be null. */
    public long of(Statement.Block block) {
        return block == null ? 0 : sum(Nodes.expressions(block), analysis.typing());
    }

    /** Of an expression, which may be null. */
    public long of(TypedExpression value) {
        return value == null ? 0 : once(value, () -> sum(Nodes.expressions(value.expression()), value.typing()));
    }

    /** Where the smallest function or definition is that comes to more than {@code operations}. */
    public Optional<Span> beyond(long operations) {
        return analysis.typing().bindings().stream().map(this::named).filter(Objects::nonNull).filter(named -> named.operations > operations)
                .min(Comparator.comparingLong(Named::operations).thenComparing(named -> named.span.source().name()).thenComparingInt(named -> named.span.start())).map(Named::span);
    }

    private record Named(Span span, long operations) {}

    private Named named(Binding binding) {
        return switch (binding) {
            case Binding.Definition definition -> new Named(definition.value().expression().span(), of(definition.value()));
            case Binding.Function function -> new Named(function.function().declaration().nameSpan(), of(function.function()));
            case null, default -> null;
        };
    }

    private long of(Symbol.Function function) {
        return once(function, () -> of(function.declaration().body()));
    }

    private long sum(Stream<Expression> expressions, Typing typing) {
        return sum(expressions.mapToLong(expression -> of(expression, typing)));
    }

    private static long sum(LongStream operations) {
        return operations.reduce(0, (left, right) -> Math.min(MOST, left + right));
    }

    /** Of an expression without its parts. */
    private long of(Expression expression, Typing typing) {
        return 1 + switch (typing.binding(expression)) {
            case Binding.Definition definition -> of(definition.value());
            case Binding.Computed computed -> of(computed.field().value());
            case Binding.LayerField field -> sum(field.field().values().values().stream().mapToLong(this::of));
            case Binding.Function function when expression instanceof Expression.Call -> of(function.function());
            case null, default -> 0;
        };
    }

    private long once(Object what, LongSupplier count) {
        final Long before = known.get(what);
        if (before != null) {
            return before;
        }
        final long counted = count.getAsLong();
        known.put(what, counted);
        return counted;
    }
}
