package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.SlotLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lowers one header of the walk to a method of its own, so that none outgrows the JIT: {@code walk$H(packet, slot, start, end)} gets where it
 * begins and where the packet ends, and returns in one number, a {@link HeaderStep}, which header follows and both for that.
 */
final class HeaderLowering {
    private final Lowering lowering;
    private final SlotLayout slots;
    private final Map<HeaderSymbol, Integer> ids;
    private MethodBuilder method;
    private Environment environment;
    private IrLocal end;

    HeaderLowering(Lowering lowering, Map<HeaderSymbol, Integer> ids) {
        this.lowering = lowering;
        this.slots = lowering.program.slots;
        this.ids = ids;
    }

    IrExpression unparsed(HeaderSymbol header, String why) {
        return lowering.program.counter(CounterKind.UNPARSED, header.name() + " " + why, 0);
    }

    /** Sections one after the other, what must hold, where the payload ends, what follows. {@code repeats}: the packet may have several. */
    IrCallee method(HeaderSymbol header, boolean repeats) {
        method = lowering.program.method("walk$" + header.name());
        environment = new Environment(lowering.program, method, lowering.program.analysis.typing());
        environment.packet = method.parameter("packet", IrType.LONG);
        environment.slot = method.parameter("slot", IrType.LONG);
        final IrExpression start = method.parameter(header.name(), IrType.LONG);
        end = method.assign("end", method.parameter("packetEnd", IrType.LONG));
        final IrLabel absent = method.label(header.name());
        method.add(new IrStatement.Block(absent, method.nested(() -> walk(header, start, repeats, absent))));
        method.returns(Ir.ZERO);
        return lowering.program.add(method, IrType.LONG);
    }

    private void walk(HeaderSymbol header, IrExpression start, boolean repeats, IrLabel absent) {
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
        slots.layers().forEach((layer, offset) -> {
            if (layer.members().contains(header)) {
                method.store(MemoryAccess.I64, Ir.add(environment.slot, offset), starts.getFirst());
            }
        });
        slots.lasts().keySet().stream().filter(layer -> layer.members().contains(header)).toList().forEach(layer -> last(layer, header, env));
        follow(header, HeaderStep.of(start, Ir.read(position), Ir.read(end)), env);
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
    }

    /** The layer's fields as they are in this header, for whoever asks before the next member comes. */
    private void last(LayerSymbol layer, HeaderSymbol header, Environment env) {
        method.store(MemoryAccess.I64, Ir.add(environment.slot, slots.last(layer)), Ir.ONE);
        Map.copyOf(slots.lastFields(layer)).forEach((field, offset) -> lastField(field, offset, header, env));
    }

    /** A field that cannot be computed is 0 here: the header is there all the same. */
    private void lastField(LayerSymbol.LayerField field, long offset, HeaderSymbol header, Environment env) {
        final IrExpression place = Ir.add(environment.slot, offset);
        final IrLabel fault = method.label("fault");
        final Environment inField = env.with(env.typing);
        final boolean[] mayFail = {false};
        inField.onFault = () -> {
            mayFail[0] = true;
            method.leave(fault);
        };
        final List<IrStatement> store = method.nested(
                () -> Storage.store(inField, place, field.type(), lowering.fields.member(field, header, field.type(), inField), field.type()));
        if (mayFail[0]) {
            method.zero(place, TypeLayout.bytes(field.type()));
            method.add(new IrStatement.Block(fault, store));
        } else {
            method.append(store);
        }
    }

    /** An edge to a header that is walked. */
    private record Step(HeaderSymbol child, HeaderSymbol.Edge edge) {}

    private void follow(HeaderSymbol header, IrExpression passed, Environment env) {
        final List<Step> steps = new ArrayList<>();
        for (HeaderSymbol child : ids.keySet()) {
            child.edges().stream().filter(edge -> edge.parent() == header).forEach(edge -> steps.add(new Step(child, edge)));
        }
        if (!steps.isEmpty()) {
            step(steps, 0, method.spill("passed", passed), env);
        }
    }

    private void step(List<Step> steps, int index, IrExpression passed, Environment env) {
        if (index == steps.size()) {
            return;
        }
        final Step step = steps.get(index);
        final IrExpression condition = step.edge().condition() == null ? Ir.TRUE : lowering.conditions.lower(step.edge().condition(), env);
        method.when(condition, () -> method.returns(HeaderStep.to(ids.get(step.child()), passed)), () -> step(steps, index + 1, passed, env));
    }
}
