package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Captures;
import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Node.Outcome;
import flowc.compiler.filter.graph.Shape;
import flowc.compiler.filter.graph.Successors;
import flowc.compiler.filter.graph.Term;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A graph that is too large for one method to several. Each takes the packet, the number of the node to begin with, and all registers, and calls
 * the next one with its last step.
 */
final class PartLowering {
    /** No filter has a register of this number: it holds where to begin. */
    private static final int BEGIN = Integer.MAX_VALUE;

    private final String name;
    private final List<Part> parts;
    private final boolean swaps;
    private final List<Integer> registers;
    private final Captures captures;
    private final Map<Node, Integer> partByEntry = new HashMap<>();

    private PartLowering(String name, Node entry, int mostNodes, boolean swaps) {
        this.name = name;
        this.swaps = swaps;
        this.parts = Part.of(entry, mostNodes);
        this.registers = List.copyOf(registers(entry));
        this.captures = new Captures(Successors.inOrder(entry), 0);
        for (int i = 0; i < parts.size(); i++) {
            for (final Node begin : parts.get(i).entries()) {
                partByEntry.put(begin, i);
            }
        }
    }

    /** Methods {@code name$0} and so on, the first of which takes address, captured and wire length, and 0 for all else. */
    static List<IrMethod> methods(String name, Node entry, int mostNodes, boolean swaps) {
        final PartLowering lowering = new PartLowering(name, entry, mostNodes, swaps);
        return lowering.parts.stream().map(lowering::method).toList();
    }

    private static TreeSet<Integer> registers(Node entry) {
        final TreeSet<Integer> registers = new TreeSet<>();
        for (final Node node : AllNodes.of(entry)) {
            if (node instanceof Node.Assign assign) {
                registers.add(assign.register());
            }
        }
        return registers;
    }

    private IrCallee.Generated callee(int part) {
        final List<IrType> parameters = Stream.generate(() -> IrType.LONG).limit(Packet.LOCALS + 1 + registers.size()).toList();
        return new IrCallee.Generated(name + "$" + part, parameters, Optional.of(IrType.BOOL));
    }

    private IrMethod method(Part part) {
        final Names names = new Names();
        final Packet packet = Packet.of(names);
        final List<IrLocal> parameters = new ArrayList<>(packet.locals());
        parameters.add(names.register(BEGIN));
        registers.forEach(register -> parameters.add(names.register(register)));
        final IrLabel accept = names.label("accept");
        final IrLabel reject = names.label("reject");
        final GraphLowering.Decision decided = new GraphLowering.Decision(names.local("accepted", IrType.LONG), names.label("decided"));
        final Node first = first(part);
        final OrderFree orderFree = swaps ? new OrderFree(AllNodes.of(first, node -> node.id() < 0 || part.members().contains(node))) : null;
        final TermLowering terms = new TermLowering(packet, orderFree, names::register);
        final long length = part.entries().stream().mapToLong(captures::length).min().orElseThrow();
        final List<IrStatement> tests = GraphLowering.lower(first, length, terms, names,
            new GraphLowering.Exits(Map.of(Outcome.ACCEPT, accept, Outcome.REJECT, reject), decided, node -> leave(part, node, packet, names)));
        final List<IrStatement> body = new ArrayList<>(names.clearRegisters(parameters));
        body.addAll(tests);
        final IrCallee.Generated callee = callee(parts.indexOf(part));
        return new IrMethod(callee.name(), false, parameters, callee.result(), FilterLowering.outcome(accept, reject, decided, body));
    }

    /** A chain of tests of where to begin, where there are several places. */
    private static Node first(Part part) {
        final Term begin = new Term(-1, new Shape.Register(BEGIN), -1, -1L);
        Node node = part.entries().getLast();
        for (int i = part.entries().size() - 2; i >= 0; i--) {
            final Term number = new Term(-2 - i, new Shape.Constant(i), i, 0);
            node = new Node.Branch(-1 - i, new Condition.Equal(begin, number), part.entries().get(i), node);
        }
        return node;
    }

    /** The call that goes on at {@code node}; empty where that lies in {@code part}. */
    private Optional<IrStatement> leave(Part part, Node node, Packet packet, Names names) {
        final Integer next = part.members().contains(node) || node.id() < 0 ? null : partByEntry.get(node);
        if (next == null) {
            return Optional.empty();
        }
        final List<IrExpression> arguments = new ArrayList<>();
        packet.locals().forEach(local -> arguments.add(new IrExpression.Read(local)));
        arguments.add(new IrExpression.LongConstant(parts.get(next).entries().indexOf(node)));
        registers.forEach(register -> arguments.add(new IrExpression.Read(names.register(register))));
        return Optional.of(new IrStatement.Return(Optional.of(new IrExpression.Call(callee(next), arguments))));
    }
}
