package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.SlotLayout;
import flowc.runtime.packet.PacketLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lowers the walk over a packet's headers. Headers that are not met twice and fit into the budget stand one behind the other, parents first, and
 * a header jumps to its child: straight down for most packets. {@link OtherHeaders} walks the others and says where to go on.
 */
final class HeaderWalk {
    /** Statements and expressions that are laid into the walk, about three bytes of code each: with what it calls, it must stay what the JVM's compiler inlines into. */
    private static final int BUDGET = 1_400;

    private final Lowering lowering;
    private final SlotLayout slots;
    private final Environment environment;
    private final MethodBuilder method;
    private final HeaderMethods headers;
    /** Where the code of a header that is laid in begins: parents first. */
    private final Map<HeaderSymbol, IrLabel> straight = new LinkedHashMap<>();
    /** Of these, those that are laid in for their {@link ShortForm} only. */
    private final Set<HeaderSymbol> shortened = new HashSet<>();
    private final IrLabel walk;
    private final IrLabel others;
    private IrLocal next;
    private HeaderLowering.Span span;

    /** {@code environment}: of the method that the walk is laid into, its words in locals. */
    HeaderWalk(Lowering lowering, Environment environment) {
        this.lowering = lowering;
        this.slots = lowering.program.slots;
        this.environment = environment;
        this.method = environment.method;
        this.headers = new HeaderMethods(lowering);
        this.walk = method.label("walk");
        this.others = method.label("others");
    }

    /** All that reads the slot must have been lowered before. */
    void build() {
        headers.lower();
        if (headers.ids().isEmpty()) {
            return;
        }
        final Set<HeaderSymbol> chosen = chosen();
        headers.plan().groups().forEach(group -> group.stream().filter(chosen::contains).forEach(header -> straight.put(header, method.label(header.name()))));
        final IrLocal position = method.assign("position", Ir.load(MemoryAccess.I64, environment.packet, PacketLayout.ADDRESS_OFFSET));
        final IrLocal end = method.assign("end", Ir.add(Ir.read(position), Ir.load(MemoryAccess.U32, environment.packet, PacketLayout.CAPTURE_LENGTH_OFFSET)));
        span = new HeaderLowering.Span(position, end);
        final OtherHeaders rest = new OtherHeaders(lowering, headers, straight.keySet(), shortened);
        next = method.assign("next", rest.first(environment));
        method.add(new IrStatement.Loop(walk, method.nested(() -> {
            final List<HeaderSymbol> order = List.copyOf(straight.keySet());
            method.add(new IrStatement.Block(others, method.nested(() -> straightTo(order, order.size()))));
            rest.step(environment, span, next);
        })));
    }

    /** What the tracker reads first, then what leads to it, in the order of declaration, as long as there is room. */
    private Set<HeaderSymbol> chosen() {
        final List<HeaderSymbol> candidates = new ArrayList<>(lowering.program.analysis.headers().stream().filter(slots::uses).toList());
        lowering.program.analysis.headers().stream().filter(header -> !slots.uses(header)).forEach(candidates::add);
        final Set<HeaderSymbol> circling = new HashSet<>();
        headers.plan().groups().stream().filter(WalkPlan::circles).forEach(circling::addAll);
        final Set<HeaderSymbol> chosen = new HashSet<>();
        int left = BUDGET;
        for (HeaderSymbol header : candidates) {
            if (headers.ids().containsKey(header) && !circling.contains(header) && headers.of(header).size() <= left) {
                left -= headers.of(header).size();
                chosen.add(header);
            }
        }
        return chosen;
    }

    /** Code of the first {@code count} headers, each behind a block that its parents leave to get there. */
    private void straightTo(List<HeaderSymbol> order, int count) {
        if (count == 0) {
            straight.forEach((header, label) -> method.when(Ir.equal(Ir.read(next), Ir.constant(headers.ids().get(header))), () -> method.leave(label)));
            method.when(Ir.isZero(Ir.read(next)), () -> method.leave(walk));
            method.leave(others);
            return;
        }
        final HeaderSymbol header = order.get(count - 1);
        method.add(new IrStatement.Block(straight.get(header), method.nested(() -> straightTo(order, count - 1))));
        new HeaderLowering(lowering, headers.ids().keySet(), environment, span, new Jumps()).lower(header, false);
        method.leave(walk);
    }

    /** Whether a header comes behind one that is taken in its short form, or is one. */
    private boolean isBehindShort(HeaderSymbol header) {
        return shortened.contains(header) || straight.keySet().stream().anyMatch(parent -> header.follows(parent) && isBehindShort(parent));
    }

    /** Leaves by jumping to where the next header stands. */
    private final class Jumps implements HeaderLowering.Ways {
        @Override
        public void absent() {
            method.leave(walk);
        }

        @Override
        public void passed() {}

        /** One on the way to each header, where another one stands behind it: in those behind it, as in TCP, more than the fixed fields is common. */
        @Override
        public Optional<Runnable> longForm(HeaderSymbol header) {
            final boolean isWorthIt = straight.keySet().stream().anyMatch(child -> child.follows(header)) && !isBehindShort(header);
            return isWorthIt ? Optional.of(() -> leaveInFull(header)) : Optional.empty();
        }

        private void leaveInFull(HeaderSymbol header) {
            shortened.add(header);
            method.assign(next, Ir.constant(HeaderStep.inFull(headers.ids().get(header))));
            method.leave(others);
        }

        @Override
        public void next(HeaderSymbol child) {
            if (straight.containsKey(child)) {
                method.leave(straight.get(child));
            } else {
                method.assign(next, Ir.constant(headers.ids().get(child)));
                method.leave(others);
            }
        }
    }
}
