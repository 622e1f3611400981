package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.graph.Node.Outcome;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrType;
import flowc.runtime.program.FilterProgram;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A filter's graph to methods. */
public final class FilterLowering {
    private FilterLowering() {}

    /** A whole {@link FilterProgram}, for this machine. */
    public static IrProgram program(String className, FilterGraph graph) {
        final boolean swaps = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        final List<IrMethod> methods = new ArrayList<>();
        methods.add(test("test", true, graph, swaps));
        methods.add(SelectLowering.method(graph, swaps));
        return new IrProgram(className, "filter", FilterProgram.class, List.of(), methods);
    }

    /**
     * Methods for another program: the first takes address, captured and wire length of a packet, three LONGs, and says whether the filter accepts
     * it. They run on any machine.
     *
     * @param name the first method's; those of the others begin with it and {@code $}
     */
    public static List<IrMethod> methods(String name, FilterGraph graph) {
        return List.of(test(name, false, graph, false));
    }

    private static IrMethod test(String name, boolean overrides, FilterGraph graph, boolean swaps) {
        final Names names = new Names();
        final Packet packet = new Packet(names.local("packet", IrType.LONG), names.local("captureLength", IrType.LONG), names.local("wireLength", IrType.LONG));
        final IrLabel accept = names.label("accept");
        final IrLabel reject = names.label("reject");
        final List<IrStatement> tests = tests(graph, packet, names, Map.of(Outcome.ACCEPT, accept, Outcome.REJECT, reject), swaps);
        final List<IrStatement> body = List.of(
            new IrStatement.Block(accept, List.of(
                new IrStatement.Block(reject, tests),
                new IrStatement.Return(Optional.of(new IrExpression.BoolConstant(false))))),
            new IrStatement.Return(Optional.of(new IrExpression.BoolConstant(true))));
        return new IrMethod(name, overrides, List.of(packet.address(), packet.captureLength(), packet.wireLength()), Optional.of(IrType.BOOL), body);
    }

    /** Registers cleared and the graph, whose outcomes break the labels {@code exits}. */
    static List<IrStatement> tests(FilterGraph graph, Packet packet, Names names, Map<Outcome, IrLabel> exits, boolean swaps) {
        final OrderFree orderFree = swaps ? new OrderFree(AllNodes.of(graph.entry())) : null;
        final List<IrStatement> tests = GraphLowering.lower(graph.entry(), 0, new TermLowering(packet, orderFree, names::register), names, exits);
        final List<IrStatement> body = new ArrayList<>(names.clearRegisters());
        body.addAll(tests);
        return body;
    }
}
