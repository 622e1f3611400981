package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LayerSymbol;
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
 * Lowers the walk over a packet's headers to the method {@code parse}. A variable says which header comes next; groups of headers are asked in the
 * order of packets, so that an ordinary packet runs straight down.
 */
final class HeaderWalk {
    /** Headers of one circle, as tags or extension headers are, that are followed. */
    private static final int MAX_ROUNDS = 16;
    private static final IrExpression NONE = Ir.ZERO;

    private final Lowering lowering;
    private final SlotLayout slots;
    private final MethodBuilder method;
    private final Environment environment;
    private final WalkPlan plan;
    private final Map<HeaderSymbol, Integer> ids = new LinkedHashMap<>();
    private IrLocal cursor;
    private IrLocal end;
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
    }

    /** Adds the method to the program; all that reads the slot must have been lowered before. */
    void build() {
        for (long offset : slots.presences()) {
            method.store(MemoryAccess.I64, Ir.add(environment.slot, offset), Ir.ZERO);
        }
        cursor = method.assign("cursor", Ir.load(MemoryAccess.I64, environment.packet, PacketLayout.ADDRESS_OFFSET));
        end = method.assign("end", Ir.add(Ir.read(cursor), Ir.load(MemoryAccess.U32, environment.packet, PacketLayout.CAPTURE_LENGTH_OFFSET)));
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
            method.when(isNext(group.getFirst()), () -> header(group.getFirst(), false));
            return;
        }
        final IrLocal rounds = method.assign("rounds", Ir.ZERO);
        final IrLabel circle = method.label("circle");
        method.add(new IrStatement.Loop(circle, method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(rounds), Ir.constant(MAX_ROUNDS)), () -> {
                method.when(anyNext(group), () -> method.count(unparsed(group.getFirst(), "repeated more than " + MAX_ROUNDS + " times")));
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
        method.when(isNext(group.get(index)), () -> header(group.get(index), true), () -> member(group, index + 1, circle));
    }

    private IrExpression unparsed(HeaderSymbol header, String why) {
        return lowering.program.counter(CounterKind.UNPARSED, header.name() + " " + why, 0);
    }

    /** One header: its sections one after the other, what must hold, where its payload ends, what follows. */
    private void header(HeaderSymbol header, boolean repeats) {
        final IrLabel absent = method.label(header.name());
        method.assign(next, NONE);
        method.add(new IrStatement.Block(absent, method.nested(() -> {
            final IrExpression start = Ir.read(method.assign(header.name(), Ir.read(cursor)));
            final IrLocal position = method.assign("position", start);
            final List<IrExpression> starts = new ArrayList<>();
            final Environment env = environment.at(header, starts::get, new Environment.Ahead(Ir.read(position), Ir.read(end)));
            env.onFault = () -> method.leave(absent);
            for (int section = 0; section < header.sections().size(); section++) {
                section(header, section, new Walk(env, position, starts, absent));
                checks(header, section, section, env, absent);
            }
            checks(header, header.sections().size(), Integer.MAX_VALUE, env, absent);
            limit(header, start, position, env, absent);
            remember(header, starts, position, repeats);
            method.assign(cursor, Ir.read(position));
            follow(header, env);
        })));
    }

    /** What the sections of one header share. */
    private record Walk(Environment env, IrLocal position, List<IrExpression> starts, IrLabel absent) {}

    private void section(HeaderSymbol header, int index, Walk walk) {
        final HeaderSymbol.Section section = header.sections().get(index);
        final IrExpression position = Ir.read(walk.position());
        if (section.condition() != null) {
            final IrLocal start = method.assign("part", Ir.ZERO);
            method.when(lowering.conditions.lower(section.condition(), walk.env()), () -> {
                method.assign(start, position);
                advance(header, Ir.constant(section.bytes()), walk);
            });
            walk.starts().add(Ir.read(start));
        } else if (section.size() != null) {
            walk.starts().add(Ir.read(method.assign("section", position)));
            final IrExpression size = method.spill("size", lowering.expressions.lower(section.size(), walk.env()).scalar());
            method.when(Ir.compare(IrComparison.LESS, size, Ir.ZERO), () -> leave(header, "malformed", walk.absent()));
            advance(header, size, walk);
        } else {
            walk.starts().add(index == 0 ? position(walk) : Ir.read(method.assign("section", position)));
            advance(header, Ir.constant(section.bytes()), walk);
        }
    }

    private IrExpression position(Walk walk) {
        return Ir.read(method.assign("section", Ir.read(walk.position())));
    }

    private void advance(HeaderSymbol header, IrExpression bytes, Walk walk) {
        if (bytes.equals(Ir.ZERO)) {
            return;
        }
        final IrExpression position = Ir.read(walk.position());
        method.when(Ir.compare(IrComparison.GREATER, bytes, Ir.subtract(Ir.read(end), position)), () -> leave(header, "cut short", walk.absent()));
        method.assign(walk.position(), Ir.add(position, bytes));
    }

    private void leave(HeaderSymbol header, String why, IrLabel absent) {
        method.count(unparsed(header, why));
        method.leave(absent);
    }

    private void checks(HeaderSymbol header, int from, int to, Environment env, IrLabel absent) {
        header.checks().stream().filter(check -> check.afterSection() >= from && check.afterSection() <= to)
                .forEach(check -> method.when(Ir.not(lowering.conditions.lower(check.condition(), env)), () -> leave(header, "malformed", absent)));
    }

    private void limit(HeaderSymbol header, IrExpression start, IrLocal position, Environment env, IrLabel absent) {
        if (header.ends() == null) {
            return;
        }
        final IrExpression length = method.spill("length", lowering.expressions.lower(header.ends(), env).scalar());
        method.when(Ir.compare(IrComparison.GREATER, length, Ir.ZERO), () -> {
            final IrExpression limit = method.spill("limit", Ir.add(start, length));
            method.when(Ir.compare(IrComparison.LESS, limit, Ir.read(position)), () -> leave(header, "malformed", absent));
            method.when(Ir.compare(IrComparison.LESS, limit, Ir.read(end)), () -> method.assign(end, limit));
        });
    }

    /** Leaves in the slot what handlers ask for: of a header that repeats, its first. */
    private void remember(HeaderSymbol header, List<IrExpression> starts, IrLocal position, boolean repeats) {
        final Runnable stores = () -> {
            for (int section = 0; section < starts.size(); section++) {
                if (slots.usesSection(header, section)) {
                    method.store(MemoryAccess.I64, Ir.add(environment.slot, slots.section(header, section)), starts.get(section));
                }
            }
            if (slots.usesPayload(header)) {
                method.store(MemoryAccess.I64, Ir.add(environment.slot, slots.payload(header)), Ir.read(position));
                method.store(MemoryAccess.I64, Ir.add(environment.slot, slots.payload(header) + Long.BYTES), Ir.read(end));
            }
        };
        if (repeats && slots.usesSection(header, 0)) {
            method.when(Ir.isZero(Ir.load(MemoryAccess.I64, environment.slot, slots.section(header, 0))), stores);
        } else {
            stores.run();
        }
        for (LayerSymbol layer : slots.lasts().keySet()) {
            if (layer.members().contains(header)) {
                final IrExpression place = Ir.add(environment.slot, slots.last(layer));
                method.store(MemoryAccess.I64, place, Ir.constant(layer.members().indexOf(header) + 1));
                method.store(MemoryAccess.I64, Ir.add(place, Long.BYTES), starts.getFirst());
            }
        }
    }

    /** An edge to a header that is walked. */
    private record Step(HeaderSymbol child, HeaderSymbol.Edge edge) {}

    private void follow(HeaderSymbol header, Environment env) {
        final List<Step> steps = new ArrayList<>();
        for (HeaderSymbol child : plan.needed()) {
            child.edges().stream().filter(edge -> edge.parent() == header).forEach(edge -> steps.add(new Step(child, edge)));
        }
        step(steps, 0, env);
    }

    private void step(List<Step> steps, int index, Environment env) {
        if (index == steps.size()) {
            return;
        }
        final Step step = steps.get(index);
        final IrExpression condition = step.edge().condition() == null ? Ir.TRUE : lowering.conditions.lower(step.edge().condition(), env);
        method.when(condition, () -> method.assign(next, Ir.constant(ids.get(step.child()))), () -> step(steps, index + 1, env));
    }
}
