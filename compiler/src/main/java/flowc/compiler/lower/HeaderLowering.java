package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.layout.SlotLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.types.Type;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lowers the code of one header of the walk: into a method of its own, or between its parents and its children. */
final class HeaderLowering {
    /** Where the code goes on. What {@code next} and {@code absent} make does not go on behind it. */
    interface Ways {
        /** The walk ends here: the header is not there. */
        void absent();

        /** All is known that a next header needs. */
        void passed();

        void next(HeaderSymbol child);

        /** Where the code here is to be for a header's {@link ShortForm} only, if it has one: what goes on elsewhere with the others, from where the header begins. */
        default Optional<Runnable> longForm(HeaderSymbol header) {
            return Optional.empty();
        }
    }

    private static final long VARIABLE = -1;

    private final Lowering lowering;
    private final SlotLayout slots;
    private final Collection<HeaderSymbol> needed;
    private final Environment environment;
    private final MethodBuilder method;
    private final IrLocal position;
    private final IrLocal end;
    private final Ways ways;

    /** {@code position}: where the header begins, and after its code where what follows does; {@code end} likewise of the packet. */
    HeaderLowering(Lowering lowering, Collection<HeaderSymbol> needed, Environment environment, Span span, Ways ways) {
        this.lowering = lowering;
        this.slots = lowering.program.slots;
        this.needed = needed;
        this.environment = environment;
        this.method = environment.method;
        this.position = span.position();
        this.end = span.end();
        this.ways = ways;
    }

    /** What is left of a packet: locals that move. */
    record Span(IrLocal position, IrLocal end) {}

    static IrExpression unparsed(Lowering lowering, HeaderSymbol header, String why) {
        return lowering.program.counter(CounterKind.UNPARSED, header.name() + " " + why, 0);
    }

    /** Sections one after the other, what must hold, where the payload ends, what follows. {@code repeats}: the packet may have several. */
    void lower(HeaderSymbol header, boolean repeats) {
        final IrExpression start = Ir.read(method.assign(header.name(), Ir.read(position)));
        final List<IrExpression> starts = new ArrayList<>();
        final Environment env = environment.at(header, starts::get, new Environment.Ahead(Ir.read(position), Ir.read(end)));
        env.onFault = ways::absent;
        final long fixedBytes = sections(header, start, starts, env);
        checks(header, header.sections().size(), Integer.MAX_VALUE, env);
        limit(header, start, fixedBytes, env);
        remember(header, starts, repeats);
        slots.layers().forEach((layer, offset) -> {
            if (layer.members().contains(header)) {
                environment.set(offset, starts.getFirst());
            }
        });
        slots.lasts().keySet().stream().filter(layer -> layer.members().contains(header)).toList().forEach(layer -> last(layer, header, env));
        follow(header, env);
    }

    /** Gives how many bytes they are; {@link #VARIABLE} where packets differ in that. */
    private long sections(HeaderSymbol header, IrExpression start, List<IrExpression> starts, Environment env) {
        boolean isShort = false;
        long fixedBytes = 0;
        for (int index = 0; index < header.sections().size(); index++) {
            if (isShort && index == ShortForm.ABSENT_SECTION) {
                starts.add(sectionStart());
            } else {
                final HeaderSymbol.Section section = header.sections().get(index);
                section(header, index, env, starts, start);
                fixedBytes = fixedBytes == VARIABLE || section.condition() != null || section.size() != null ? VARIABLE : fixedBytes + section.bytes();
            }
            if (index == 0) {
                isShort = shortForm(header, start, env);
            }
            if (index > 0 || !isShort) {
                checks(header, index, index, env);
            }
        }
        return fixedBytes;
    }

    /** Leaves with what is not the header's short form, or not as it must be, where only that is taken here: then this gives true. */
    private boolean shortForm(HeaderSymbol header, IrExpression start, Environment env) {
        final Optional<Runnable> longForm = ways.longForm(header);
        final Optional<ShortForm> form = longForm.flatMap(_ -> ShortForm.of(header, lowering, env));
        form.ifPresent(taken -> {
            IrExpression isShort = Ir.equal(lowering.fields.wire(header, taken.field(), env).scalar(), Ir.constant(taken.value()));
            env.settle(taken.field(), taken.value());
            for (final HeaderSymbol.Check check : checks(header, 0, 0)) {
                isShort = lowering.conditions.and(env, isShort, () -> lowering.conditions.lower(check.condition(), env));
            }
            method.when(Ir.not(isShort), () -> {
                method.assign(position, start);
                longForm.get().run();
            });
        });
        return form.isPresent();
    }

    private void section(HeaderSymbol header, int index, Environment env, List<IrExpression> starts, IrExpression first) {
        final HeaderSymbol.Section section = header.sections().get(index);
        if (section.condition() != null) {
            final IrLocal start = method.assign("part", Ir.ZERO);
            method.when(lowering.conditions.lower(section.condition(), env), () -> {
                method.assign(start, Ir.read(position));
                advance(header, Ir.constant(section.bytes()));
            });
            starts.add(Ir.read(start));
        } else if (section.size() != null) {
            starts.add(sectionStart());
            final IrExpression size = method.spill("size", lowering.expressions.lower(section.size(), env).scalar());
            method.when(Ir.compare(IrComparison.LESS, size, Ir.ZERO), () -> leave(header, "malformed"));
            advance(header, size);
        } else {
            starts.add(index == 0 ? first : sectionStart());
            advance(header, Ir.constant(section.bytes()));
        }
    }

    /** A section begins where the one before it ended. */
    private IrExpression sectionStart() {
        return Ir.read(method.assign("section", Ir.read(position)));
    }

    private void advance(HeaderSymbol header, IrExpression bytes) {
        if (bytes.equals(Ir.ZERO)) {
            return;
        }
        method.when(Ir.compare(IrComparison.GREATER, bytes, Ir.subtract(Ir.read(end), Ir.read(position))), () -> leave(header, "cut short"));
        method.assign(position, Ir.add(Ir.read(position), bytes));
    }

    private void leave(HeaderSymbol header, String why) {
        method.count(unparsed(lowering, header, why));
        ways.absent();
    }

    private void checks(HeaderSymbol header, int from, int to, Environment env) {
        checks(header, from, to).forEach(check -> method.when(Ir.not(lowering.conditions.lower(check.condition(), env)), () -> leave(header, "malformed")));
    }

    private static List<HeaderSymbol.Check> checks(HeaderSymbol header, int from, int to) {
        return header.checks().stream().filter(check -> check.afterSection() >= from && check.afterSection() <= to).toList();
    }

    private void limit(HeaderSymbol header, IrExpression start, long fixedBytes, Environment env) {
        if (header.ends() == null) {
            return;
        }
        final IrExpression length = method.spill("length", lowering.expressions.lower(header.ends(), env).scalar());
        // Where a length cannot be negative it is asked for as conditions on it ask, so that the JVM's compiler asks once.
        final boolean mayBeNegative = !(header.ends().typing().type(header.ends().expression()) instanceof Type.Integer range) || range.mayBeNegative();
        method.when(Ir.compare(mayBeNegative ? IrComparison.GREATER : IrComparison.NOT_EQUAL, length, Ir.ZERO), () -> {
            final IrExpression limit = method.spill("limit", Ir.add(start, length));
            final IrExpression isTooShort = fixedBytes == VARIABLE ? Ir.compare(IrComparison.LESS, limit, Ir.read(position)) : Ir.compare(IrComparison.LESS, length, Ir.constant(fixedBytes));
            method.when(isTooShort, () -> leave(header, "malformed"));
            if (isEndRead(header)) {
                method.when(Ir.compare(IrComparison.LESS, limit, Ir.read(end)), () -> method.assign(end, limit));
            }
        });
    }

    private boolean isEndRead(HeaderSymbol header) {
        return slots.usesPayload(header) || slots.lasts().keySet().stream().anyMatch(layer -> layer.members().contains(header))
                || needed.stream().anyMatch(child -> child.follows(header));
    }

    /** Leaves in the slot what is asked for: of a header that repeats, its first. */
    private void remember(HeaderSymbol header, List<IrExpression> starts, boolean repeats) {
        final Runnable stores = () -> {
            for (int section = 0; section < starts.size(); section++) {
                if (slots.usesSection(header, section)) {
                    remember(slots.section(header, section), starts.get(section), header.sections().get(section).condition() == null);
                }
            }
            if (slots.usesPayload(header)) {
                environment.word(slots.payload(header), Ir.read(position));
                environment.word(slots.payload(header) + Long.BYTES, Ir.read(end));
            }
        };
        if (repeats && slots.usesSection(header, 0)) {
            method.when(Ir.isZero(environment.word(slots.section(header, 0))), stores);
        } else {
            stores.run();
        }
    }

    private void remember(long offset, IrExpression start, boolean isThere) {
        if (isThere) {
            environment.set(offset, start);
        } else {
            environment.word(offset, start);
        }
    }

    /** The layer's fields as they are in this header, for whoever asks before the next member comes. */
    private void last(LayerSymbol layer, HeaderSymbol header, Environment env) {
        environment.set(slots.last(layer), Ir.ONE);
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
        final boolean isWord = Storage.isWord(field.type());
        final List<IrStatement> store = method.nested(() -> {
            final Value value = lowering.fields.member(field, header, field.type(), inField);
            if (isWord) {
                environment.word(offset, value.scalar());
            } else {
                Storage.store(inField, place, field.type(), value, field.type());
            }
        });
        if (!mayFail[0]) {
            method.append(store);
            return;
        }
        if (isWord) {
            environment.word(offset, Ir.ZERO);
        } else {
            method.zero(place, TypeLayout.bytes(field.type()));
        }
        method.add(new IrStatement.Block(fault, store));
    }

    /** An edge to a header that is walked. */
    private record Step(HeaderSymbol child, HeaderSymbol.Edge edge) {}

    private void follow(HeaderSymbol header, Environment env) {
        final List<Step> steps = new ArrayList<>();
        for (HeaderSymbol child : needed) {
            child.edges().stream().filter(edge -> edge.parent() == header).forEach(edge -> steps.add(new Step(child, edge)));
        }
        if (!steps.isEmpty()) {
            ways.passed();
            step(steps, 0, env);
        }
    }

    private void step(List<Step> steps, int index, Environment env) {
        if (index == steps.size()) {
            return;
        }
        final Step step = steps.get(index);
        final IrExpression condition = step.edge().condition() == null ? Ir.TRUE : lowering.conditions.lower(step.edge().condition(), env);
        method.when(condition, () -> ways.next(step.child()), () -> step(steps, index + 1, env));
    }
}
