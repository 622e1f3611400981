package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrTree;
import flowc.compiler.ir.IrType;
import flowc.compiler.layout.SlotLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every header of the walk as a method: {@code walk$H(packet, slot, start, packetEnd)} gets where it begins and where the packet ends, and
 * returns in one number, a {@link HeaderStep}, which header follows and both for that.
 */
final class HeaderMethods {
    private final Lowering lowering;
    private final Map<HeaderSymbol, Made> made = new LinkedHashMap<>();
    private final Map<HeaderSymbol, Integer> ids = new LinkedHashMap<>();
    private WalkPlan plan;

    /** A header's method, and the words of the slot that it reads and writes. */
    record Made(IrMethod method, SlotWords.InMemory words) {
        IrCallee callee() {
            return method.callee();
        }

        /** How much code it is, in statements and expressions. */
        int size() {
            return IrTree.size(method.body());
        }
    }

    HeaderMethods(Lowering lowering) {
        this.lowering = lowering;
    }

    /** Headers read each other, and what they read needs a place before the first is walked: so they are lowered until nothing new is asked for. */
    void lower() {
        final SlotLayout slots = lowering.program.slots;
        int asked;
        do {
            asked = slots.asked();
            made.clear();
            ids.clear();
            plan = new WalkPlan(lowering.program.analysis.headers(), slots);
            plan.needed().forEach(header -> ids.put(header, ids.size() + 1));
            plan.groups().forEach(group -> group.forEach(header -> made.put(header, method(header, WalkPlan.circles(group)))));
        } while (slots.asked() > asked);
    }

    private Made method(HeaderSymbol header, boolean repeats) {
        final MethodBuilder method = lowering.program.method("walk$" + header.name());
        final SlotWords.InMemory words = new SlotWords.InMemory();
        final Environment environment = Environment.ofPacket(lowering.program, method, words);
        final IrExpression start = method.parameter("start", IrType.LONG);
        final IrLocal end = method.assign("end", method.parameter("packetEnd", IrType.LONG));
        final IrLocal position = method.assign("position", start);
        new HeaderLowering(lowering, ids.keySet(), environment, new HeaderLowering.Span(position, end), new Returns(method, start, position, end)).lower(header, repeats);
        method.returns(Ir.ZERO);
        return new Made(method.build(java.util.Optional.of(IrType.LONG)), words);
    }

    /** Leaves by returning a step. */
    private final class Returns implements HeaderLowering.Ways {
        private final MethodBuilder method;
        private final IrExpression start;
        private final IrLocal position;
        private final IrLocal end;
        private IrExpression passed;

        Returns(MethodBuilder method, IrExpression start, IrLocal position, IrLocal end) {
            this.method = method;
            this.start = start;
            this.position = position;
            this.end = end;
        }

        @Override
        public void absent() {
            method.returns(Ir.ZERO);
        }

        @Override
        public void passed() {
            passed = method.spill("passed", HeaderStep.of(start, Ir.read(position), Ir.read(end)));
        }

        @Override
        public void next(HeaderSymbol child) {
            method.returns(HeaderStep.to(ids.get(child), passed));
        }
    }

    WalkPlan plan() {
        return plan;
    }

    /** Numbers of the headers that are walked, from 1 on. */
    Map<HeaderSymbol, Integer> ids() {
        return ids;
    }

    Made of(HeaderSymbol header) {
        return made.get(header);
    }
}
