package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The headers that are not laid into the walk: those of circles, as tags and extension headers are, and what the budget has no room for. They are
 * walked by {@code others(packet, slot, next, start, packetEnd)}, a loop around a choice which header comes next, until one comes that is laid in.
 */
final class OtherHeaders {
    /** Headers of one circle that are followed. */
    private static final int MAX_ROUNDS = 256;

    private final Lowering lowering;
    private final HeaderMethods headers;
    private final Set<HeaderSymbol> straight;
    private final Set<HeaderSymbol> shortened;
    private final Map<Integer, HeaderSymbol> roots = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** A header to walk; {@code rounds} counts those of its circle, if it is in one, which is named after {@code first}. */
    private record Step(HeaderSymbol header, Optional<IrLocal> rounds, HeaderSymbol first) {}

    /** {@code straight}: the headers that are laid in; {@code shortened}: those of them of which only the short form is, all of them once steps are made. */
    OtherHeaders(Lowering lowering, HeaderMethods headers, Set<HeaderSymbol> straight, Set<HeaderSymbol> shortened) {
        this.lowering = lowering;
        this.headers = headers;
        this.straight = straight;
        this.shortened = shortened;
        lowering.program.analysis.headers().forEach(header -> header.links().forEach(link -> roots.putIfAbsent(link, header)));
    }

    /** The number of the packet's first header, 0 without one. */
    IrExpression first(Environment env) {
        final MethodBuilder method = env.method;
        final IrExpression link = method.spill("link", Ir.load(MemoryAccess.I32, env.packet, PacketLayout.LINK_TYPE_OFFSET));
        final IrLocal first = method.local("first", IrType.LONG);
        link(roots.entrySet().stream().filter(root -> straight.contains(root.getValue())).toList(), link, method, first,
                () -> method.assign(first, MethodBuilder.call(otherRoots(), link)));
        return Ir.read(first);
    }

    private void link(List<Map.Entry<Integer, HeaderSymbol>> left, IrExpression link, MethodBuilder method, IrLocal first, Runnable otherwise) {
        if (left.isEmpty()) {
            otherwise.run();
            return;
        }
        method.when(Ir.equal(link, Ir.constant(left.getFirst().getKey())), () -> method.assign(first, Ir.constant(headers.ids().get(left.getFirst().getValue()))),
                () -> link(left.subList(1, left.size()), link, method, first, otherwise));
    }

    /** {@code root(link)}: the number of the header that packets of a link type begin with; types without one are counted. */
    private IrCallee otherRoots() {
        final MethodBuilder method = lowering.program.method("root");
        final IrExpression link = method.parameter("link", IrType.LONG);
        final IrLocal first = method.assign("first", Ir.ZERO);
        other(roots.entrySet().stream().filter(root -> !straight.contains(root.getValue())).toList(), link, method, first);
        method.returns(Ir.read(first));
        return lowering.program.add(method, IrType.LONG);
    }

    private void other(List<Map.Entry<Integer, HeaderSymbol>> left, IrExpression link, MethodBuilder method, IrLocal first) {
        if (left.isEmpty()) {
            method.count(lowering.program.counter(CounterKind.UNKNOWN_LINK, "link type", 0));
            return;
        }
        final Integer id = headers.ids().get(left.getFirst().getValue());
        method.when(Ir.equal(link, Ir.constant(left.getFirst().getKey())), () -> {
            if (id != null) {
                method.assign(first, Ir.constant(id));
            }
        }, () -> other(left.subList(1, left.size()), link, method, first));
    }

    /** Walks headers from {@code next} on; moves it, and what is left of the packet. */
    void step(Environment env, HeaderLowering.Span span, IrLocal next) {
        final MethodBuilder method = env.method;
        final SlotWords.InLocals words = (SlotWords.InLocals) env.words;
        final Set<Long> touched = new TreeSet<>();
        final IrCallee others = others(touched);
        touched.removeIf(offset -> words.known(offset).isEmpty());
        words.beforeCall(touched, env);
        final IrExpression passed = method.spill("step",
                MethodBuilder.call(others, env.packet, env.slot, Ir.read(next), Ir.read(span.position()), within(span)));
        touched.forEach(offset -> words.write(offset, Ir.load(MemoryAccess.I64, env.slot, offset), env));
        move(method, passed, span, next);
    }

    /** The packet's end, or where no more is parsed: a step has room for so much. */
    private static IrExpression within(HeaderLowering.Span span) {
        return Ir.add(Ir.read(span.position()), MethodBuilder.call(RuntimeCalls.MIN_LONG, Ir.constant(HeaderStep.MAX_BYTES), Ir.subtract(Ir.read(span.end()), Ir.read(span.position()))));
    }

    private static void move(MethodBuilder method, IrExpression step, HeaderLowering.Span span, IrLocal next) {
        method.assign(next, HeaderStep.next(step));
        method.assign(span.position(), Ir.add(Ir.read(span.position()), HeaderStep.passed(step)));
        method.assign(span.end(), Ir.add(Ir.read(span.position()), HeaderStep.left(step)));
    }

    /** A chain of questions which header is next is one jump. */
    private IrCallee others(Set<Long> touched) {
        final MethodBuilder method = lowering.program.method("others");
        final Environment env = Environment.ofPacket(lowering.program, method, lowering.program.handlerWords);
        final IrLocal next = method.assign("next", method.parameter("first", IrType.LONG));
        final IrExpression start = method.parameter("start", IrType.LONG);
        final HeaderLowering.Span span = new HeaderLowering.Span(method.assign("position", start), method.assign("end", method.parameter("packetEnd", IrType.LONG)));
        for (List<HeaderSymbol> group : headers.plan().groups()) {
            if (!straight.containsAll(group) || group.stream().anyMatch(shortened::contains)) {
                final Optional<IrLocal> rounds = WalkPlan.circles(group) ? Optional.of(method.assign("rounds", Ir.ZERO)) : Optional.empty();
                group.forEach(header -> steps.add(new Step(header, rounds, group.getFirst())));
                group.forEach(header -> touched.addAll(headers.of(header).words().touched()));
                group.forEach(header -> lowering.program.methods.add(headers.of(header).method()));
            }
        }
        final IrLabel walk = method.label("walk");
        method.add(new IrStatement.Loop(walk, method.nested(() -> step(0, walk, env, span, next))));
        method.returns(Ir.operate(flowc.compiler.ir.IrOperator.OR, HeaderStep.of(start, Ir.read(span.position()), Ir.read(span.end())), Ir.read(next)));
        return lowering.program.add(method, IrType.LONG);
    }

    private void step(int index, IrLabel walk, Environment env, HeaderLowering.Span span, IrLocal next) {
        final MethodBuilder method = env.method;
        if (index == steps.size()) {
            method.leave(walk);
            return;
        }
        final Step step = steps.get(index);
        method.when(Ir.equal(Ir.read(next), Ir.constant(number(step.header()))), () -> {
            step.rounds().ifPresent(rounds -> round(rounds, step.first(), method));
            final IrExpression passed = method.spill("step",
                    MethodBuilder.call(headers.of(step.header()).callee(), env.packet, env.slot, Ir.read(span.position()), Ir.read(span.end())));
            move(method, passed, span, next);
        }, () -> step(index + 1, walk, env, span, next));
    }

    /** Those that are laid in for most packets come here only when they were there, and from there. */
    private long number(HeaderSymbol header) {
        final int id = headers.ids().get(header);
        return shortened.contains(header) ? HeaderStep.inFull(id) : id;
    }

    private void round(IrLocal rounds, HeaderSymbol first, MethodBuilder method) {
        method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(rounds), Ir.constant(MAX_ROUNDS)), () -> {
            method.count(HeaderLowering.unparsed(lowering, first, "repeated more than " + MAX_ROUNDS + " times"));
            method.returns(Ir.ZERO);
        });
        method.assign(rounds, Ir.add(Ir.read(rounds), 1));
    }
}
