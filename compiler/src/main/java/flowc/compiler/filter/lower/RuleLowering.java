package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.graph.Node.Outcome;
import flowc.compiler.filter.graph.TestTree;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.runtime.program.RuleProgram;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of several filters to methods small enough for the JVM to compile; each returns the bits of the filters that accept. */
public final class RuleLowering {
    /** Tests of one method: HotSpot compiles nothing above 8000 bytes, and a test takes up to some hundreds. */
    public static final int MOST_TESTS = 24;

    private final boolean swaps = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private final List<IrMethod> methods = new ArrayList<>();
    private int calls;

    private RuleLowering() {}

    /** A whole {@link RuleProgram}, for this machine. */
    public static IrProgram program(String className, TestTree tree) {
        final RuleLowering lowering = new RuleLowering();
        lowering.method("accepted", true, List.of(tree));
        return new IrProgram(className, "filter", RuleProgram.class, List.of(), lowering.methods);
    }

    private IrMethod method(String name, boolean overrides, List<TestTree> trees) {
        final Names names = new Names();
        final Packet packet = Packet.of(names);
        final IrLocal accepted = names.local("accepted", IrType.LONG);
        final Part part = new Part(names, packet, accepted);
        final List<IrStatement> body = new ArrayList<>();
        body.add(new IrStatement.Assign(accepted, new IrExpression.LongConstant(0)));
        trees.forEach(tree -> body.addAll(tree(tree, part)));
        body.add(new IrStatement.Return(Optional.of(new IrExpression.Read(accepted))));
        final IrMethod method = new IrMethod(name, overrides, packet.locals(), Optional.of(IrType.LONG), body);
        methods.add(method);
        return method;
    }

    /** What all statements of one method share. */
    private record Part(Names names, Packet packet, IrLocal accepted) {
        IrStatement accept(IrExpression bits) {
            return new IrStatement.Assign(accepted, new IrExpression.Arithmetic(IrOperator.OR, new IrExpression.Read(accepted), bits));
        }
    }

    private List<IrStatement> tree(TestTree tree, Part part) {
        final IrLabel accept = part.names().label("accept");
        final IrLabel reject = part.names().label("reject");
        final Map<Outcome, IrLabel> exits = Map.of(Outcome.ACCEPT, accept, Outcome.REJECT, reject);
        final List<IrStatement> whole = new ArrayList<>();
        whole.add(new IrStatement.Block(accept, FilterLowering.tests(FilterGraph.of(tree.test()), part.packet(), part.names(), new GraphLowering.Exits(exits, null), swaps)));
        if (tree.accepted() != 0) {
            whole.add(part.accept(new IrExpression.LongConstant(tree.accepted())));
        }
        whole.addAll(children(tree.children(), part));
        return List.of(new IrStatement.Block(reject, whole));
    }

    private List<IrStatement> children(List<TestTree> children, Part part) {
        if (children.stream().mapToInt(TestTree::size).sum() <= MOST_TESTS) {
            return children.stream().flatMap(child -> tree(child, part).stream()).toList();
        }
        final List<IrStatement> calls = new ArrayList<>();
        final List<TestTree> together = new ArrayList<>();
        for (TestTree child : children) {
            if (!together.isEmpty() && child.size() + together.stream().mapToInt(TestTree::size).sum() > MOST_TESTS) {
                calls.add(call(together, part));
                together.clear();
            }
            together.add(child);
        }
        calls.add(call(together, part));
        return calls;
    }

    private IrStatement call(List<TestTree> trees, Part part) {
        final IrMethod method = method("tests$" + calls++, false, List.copyOf(trees));
        final List<IrExpression> arguments = part.packet().locals().stream().map(SelectLowering::read).toList();
        return part.accept(new IrExpression.Call(method.callee(), arguments));
    }
}
