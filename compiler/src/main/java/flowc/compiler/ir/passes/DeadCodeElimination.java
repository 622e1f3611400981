package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes what is never reached, never read and never called. */
final class DeadCodeElimination implements Pass {
    @Override
    public String name() {
        return "dead-code-elimination";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        final List<IrMethod> methods = program.methods().stream().map(DeadCodeElimination::shrink).toList();
        final Set<String> called = called(methods);
        final List<IrMethod> kept = methods.stream().filter(m -> called.contains(m.name())).toList();
        return program.withMethods(kept);
    }

    /** Repeats, since a removed assignment was perhaps the last reader of another local. */
    private static IrMethod shrink(IrMethod method) {
        IrMethod current = method;
        while (true) {
            final DeadStatements dead = new DeadStatements(reads(current));
            current = Rewriter.withBody(current, dead.shrink(current.body()));
            if (!dead.hasRemoved()) {
                return current;
            }
        }
    }

    private static Set<IrLocal> reads(IrMethod method) {
        final Set<IrLocal> reads = new HashSet<>();
        IrTree.forEachExpression(method.body(), expression -> {
            if (expression instanceof IrExpression.Read read) {
                reads.add(read.local());
            }
        });
        return reads;
    }

    /** Names of the methods that are reached from those the runtime calls. */
    static Set<String> called(List<IrMethod> methods) {
        final Map<String, IrMethod> methodByName = new HashMap<>();
        methods.forEach(method -> methodByName.put(method.name(), method));
        final Deque<IrMethod> work = new ArrayDeque<>(methods.stream().filter(IrMethod::overrides).toList());
        final Set<String> called = new HashSet<>();
        work.forEach(method -> called.add(method.name()));
        while (!work.isEmpty()) {
            final List<IrStatement> body = work.remove().body();
            IrTree.forEachCallee(body, callee -> {
                if (callee instanceof IrCallee.Generated generated && called.add(generated.name())) {
                    work.add(methodByName.get(generated.name()));
                }
            });
        }
        return called;
    }
}
