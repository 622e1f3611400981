package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.SlotLayout;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lowers the walk over a packet's headers to the method {@code parse}: a loop around a choice which header comes next. Each header is
 * {@link HeaderLowering}'s.
 */
final class HeaderWalk {
    /** Headers of one circle, as tags or extension headers are, that are followed. */
    private static final int MAX_ROUNDS = 256;
    private static final IrExpression NONE = Ir.ZERO;

    private final Lowering lowering;
    private final SlotLayout slots;
    private final MethodBuilder method;
    private final Environment environment;
    private final WalkPlan plan;
    private final Map<HeaderSymbol, Integer> ids = new LinkedHashMap<>();
    private final HeaderLowering headers;
    private IrLocal next;
    private IrLocal position;
    private IrLocal end;

    HeaderWalk(Lowering lowering, String name) {
        this.lowering = lowering;
        this.slots = lowering.program.slots;
        this.method = lowering.program.method(name);
        this.environment = new Environment(lowering.program, method, lowering.program.analysis.typing());
        environment.packet = method.parameter("packet", IrType.LONG);
        environment.slot = method.parameter("slot", IrType.LONG);
        this.plan = new WalkPlan(lowering.program.analysis.headers(), slots);
        plan.needed().forEach(header -> ids.put(header, ids.size() + 1));
        this.headers = new HeaderLowering(lowering, ids);
    }

    /** Adds the method to the program; all that reads the slot must have been lowered before. */
    void build() {
        for (long offset : slots.presences()) {
            method.store(MemoryAccess.I64, Ir.add(environment.slot, offset), Ir.ZERO);
        }
        position = method.assign("position", Ir.load(MemoryAccess.I64, environment.packet, PacketLayout.ADDRESS_OFFSET));
        end = method.assign("end", Ir.add(Ir.read(position), MethodBuilder.call(RuntimeCalls.MIN_LONG, Ir.constant(HeaderStep.MAX_BYTES),
                Ir.load(MemoryAccess.U32, environment.packet, PacketLayout.CAPTURE_LENGTH_OFFSET))));
        next = method.assign("next", NONE);
        if (!plan.needed().isEmpty()) {
            links();
            follow();
        }
        method.returns();
        lowering.program.methods.add(method.build(Optional.empty()));
    }

    private void links() {
        final Map<Integer, HeaderSymbol> roots = new TreeMap<>();
        lowering.program.analysis.headers().forEach(header -> header.links().forEach(link -> roots.putIfAbsent(link, header)));
        final IrExpression link = method.spill("link", Ir.load(MemoryAccess.U32, environment.packet, PacketLayout.LINK_TYPE_OFFSET));
        link(List.copyOf(roots.entrySet()), 0, link);
    }

    private void link(List<Map.Entry<Integer, HeaderSymbol>> roots, int index, IrExpression link) {
        if (index == roots.size()) {
            method.count(lowering.program.counter(CounterKind.UNKNOWN_LINK, "link type", 0));
            return;
        }
        final Integer id = ids.get(roots.get(index).getValue());
        method.when(Ir.equal(link, Ir.constant(roots.get(index).getKey())), () -> {
            if (id != null) {
                method.assign(next, Ir.constant(id));
            }
        }, () -> link(roots, index + 1, link));
    }

    /** Goes from header to header; a chain of questions which is next is one jump. */
    private void follow() {
        final List<Step> steps = new ArrayList<>();
        for (List<HeaderSymbol> group : plan.groups()) {
            final Optional<IrLocal> rounds = WalkPlan.circles(group) ? Optional.of(method.assign("rounds", Ir.ZERO)) : Optional.empty();
            group.forEach(header -> steps.add(new Step(header, rounds, group.getFirst())));
        }
        final IrLabel walk = method.label("walk");
        method.add(new IrStatement.Loop(walk, method.nested(() -> step(steps, 0, walk))));
    }

    /** A header to walk; {@code rounds} counts those of its circle, if it is in one, which is named after {@code first}. */
    private record Step(HeaderSymbol header, Optional<IrLocal> rounds, HeaderSymbol first) {}

    private void step(List<Step> steps, int index, IrLabel walk) {
        if (index == steps.size()) {
            method.leave(walk);
            return;
        }
        final Step step = steps.get(index);
        method.when(Ir.equal(Ir.read(next), Ir.constant(ids.get(step.header()))), () -> {
            step.rounds().ifPresent(rounds -> round(rounds, step.first(), walk));
            final IrExpression passed = method.spill("step", MethodBuilder.call(headers.method(step.header(), step.rounds().isPresent()),
                    environment.packet, environment.slot, Ir.read(position), Ir.read(end)));
            method.assign(next, HeaderStep.next(passed));
            method.assign(position, Ir.add(Ir.read(position), HeaderStep.passed(passed)));
            method.assign(end, Ir.add(Ir.read(position), HeaderStep.left(passed)));
        }, () -> step(steps, index + 1, walk));
    }

    private void round(IrLocal rounds, HeaderSymbol first, IrLabel walk) {
        method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(rounds), Ir.constant(MAX_ROUNDS)), () -> {
            method.count(headers.unparsed(first, "repeated more than " + MAX_ROUNDS + " times"));
            method.leave(walk);
        });
        method.assign(rounds, Ir.add(Ir.read(rounds), 1));
    }
}
