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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lowers the walk over a packet's headers to the method {@code parse}. A variable says which header comes next; groups of headers are asked in the
 * order of packets, so that an ordinary packet runs straight down. Each header is {@link HeaderLowering}'s.
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
        final IrExpression start = method.spill("start", Ir.load(MemoryAccess.I64, environment.packet, PacketLayout.ADDRESS_OFFSET));
        method.store(MemoryAccess.I64, Ir.add(environment.slot, headers.cursorSlot()), start);
        method.store(MemoryAccess.I64, Ir.add(environment.slot, headers.endSlot()),
                Ir.add(start, Ir.load(MemoryAccess.U32, environment.packet, PacketLayout.CAPTURE_LENGTH_OFFSET)));
        next = method.assign("next", NONE);
        if (!plan.needed().isEmpty()) {
            links();
        }
        plan.groups().forEach(this::group);
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

    private void group(List<HeaderSymbol> group) {
        if (!WalkPlan.circles(group)) {
            method.when(isNext(group.getFirst()), () -> walk(group.getFirst(), false));
            return;
        }
        final IrLocal rounds = method.assign("rounds", Ir.ZERO);
        final IrLabel circle = method.label("circle");
        method.add(new IrStatement.Loop(circle, method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(rounds), Ir.constant(MAX_ROUNDS)), () -> {
                method.when(anyNext(group), () -> method.count(headers.unparsed(group.getFirst(), "repeated more than " + MAX_ROUNDS + " times")));
                method.leave(circle);
            });
            method.assign(rounds, Ir.add(Ir.read(rounds), 1));
            member(group, 0, circle);
        })));
    }

    private IrExpression anyNext(List<HeaderSymbol> group) {
        return group.stream().map(this::isNext).reduce(Ir::or).orElseThrow();
    }

    private IrExpression isNext(HeaderSymbol header) {
        return Ir.equal(Ir.read(next), Ir.constant(ids.get(header)));
    }

    private void member(List<HeaderSymbol> group, int index, IrLabel circle) {
        if (index == group.size()) {
            method.leave(circle);
            return;
        }
        method.when(isNext(group.get(index)), () -> walk(group.get(index), true), () -> member(group, index + 1, circle));
    }

    private void walk(HeaderSymbol header, boolean repeats) {
        method.assign(next, MethodBuilder.call(headers.method(header, repeats), environment.packet, environment.slot));
    }
}
