package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.graph.Node.Outcome;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
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

    /** Nodes of a method that surely stays below the size that the JVM compiles; more where they are simple. */
    public static final int SURELY_FEW_NODES = 25;
    public static final int MOST_NODES = 200;

    /** A loop that holds more than this calls the other method instead. */
    private static final int MOST_NODES_IN_LOOP = 60;

    /** A whole {@link FilterProgram}, for this machine, with at most {@code mostNodes} nodes of the graph a method. */
    public static IrProgram program(String className, FilterGraph graph, int mostNodes) {
        final boolean swaps = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        final List<IrMethod> methods = new ArrayList<>(methods("test", true, graph, mostNodes, swaps));
        final boolean inLoop = methods.size() == 1 && AllNodes.of(graph.entry()).size() <= MOST_NODES_IN_LOOP;
        methods.add(SelectLowering.method(inLoop ? graph : null, methods.getFirst().callee(), swaps));
        return new IrProgram(className, "filter", FilterProgram.class, List.of(), methods);
    }

    /**
     * Methods for another program: the first takes address, captured and wire length of a packet, three LONGs, and says whether the filter accepts
     * it. They run on any machine.
     *
     * @param name the first method's; those of the others begin with it and {@code $}
     * @param mostNodes nodes of the graph a method; {@link #MOST_NODES}, or less where methods became too large
     */
    public static List<IrMethod> methods(String name, FilterGraph graph, int mostNodes) {
        return methods(name, false, graph, mostNodes, false);
    }

    private static List<IrMethod> methods(String name, boolean overrides, FilterGraph graph, int mostNodes, boolean swaps) {
        if (AllNodes.of(graph.entry()).size() <= mostNodes) {
            return List.of(test(name, overrides, graph, swaps));
        }
        final List<IrMethod> parts = PartLowering.methods(name, graph.entry(), mostNodes, swaps);
        final Packet packet = Packet.of(new Names());
        final IrCallee.Generated first = parts.getFirst().callee();
        final List<IrExpression> arguments = new ArrayList<>();
        packet.locals().forEach(local -> arguments.add(new IrExpression.Read(local)));
        while (arguments.size() < first.parameters().size()) {
            arguments.add(new IrExpression.LongConstant(0));
        }
        final List<IrMethod> methods = new ArrayList<>();
        methods.add(new IrMethod(name, overrides, packet.locals(), Optional.of(IrType.BOOL),
            List.of(new IrStatement.Return(Optional.of(new IrExpression.Call(first, arguments))))));
        methods.addAll(parts);
        return methods;
    }

    private static IrMethod test(String name, boolean overrides, FilterGraph graph, boolean swaps) {
        final Names names = new Names();
        final Packet packet = Packet.of(names);
        final IrLabel accept = names.label("accept");
        final IrLabel reject = names.label("reject");
        final GraphLowering.Decision decided = new GraphLowering.Decision(names.local("accepted", IrType.LONG), names.label("decided"));
        final var exits = new GraphLowering.Exits(Map.of(Outcome.ACCEPT, accept, Outcome.REJECT, reject), decided);
        final List<IrStatement> tests = tests(graph, packet, names, exits, swaps);
        return new IrMethod(name, overrides, packet.locals(), Optional.of(IrType.BOOL), outcome(accept, reject, decided, tests));
    }

    /** The body of a method that returns true where {@code tests}, whose end is not reached, break {@code accept}. */
    static List<IrStatement> outcome(IrLabel accept, IrLabel reject, GraphLowering.Decision decided, List<IrStatement> tests) {
        return List.of(
            new IrStatement.Block(accept, List.of(
                new IrStatement.Block(reject, List.of(
                    new IrStatement.Block(decided.label(), tests),
                    new IrStatement.Return(Optional.of(new IrExpression.Convert(IrConversion.LOW_BIT, new IrExpression.Read(decided.result())))))),
                new IrStatement.Return(Optional.of(new IrExpression.BoolConstant(false))))),
            new IrStatement.Return(Optional.of(new IrExpression.BoolConstant(true))));
    }

    /** Registers cleared and the graph, which is left as {@code exits} say. */
    static List<IrStatement> tests(FilterGraph graph, Packet packet, Names names, GraphLowering.Exits exits, boolean swaps) {
        final OrderFree orderFree = swaps ? new OrderFree(AllNodes.of(graph.entry())) : null;
        final TermLowering terms = new TermLowering(packet, orderFree, names::register);
        final List<IrStatement> tests = GraphLowering.lower(graph.entry(), 0, terms, names, exits);
        final List<IrStatement> body = new ArrayList<>(names.clearRegisters(List.of()));
        body.addAll(tests);
        return body;
    }
}
