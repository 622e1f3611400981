package flowc.compiler.bytecode;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrObject;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The runtime objects that a method calls in loops: it has them in slots from its beginning on, since the JVM's compiler takes every call for one that may
 * change a final field, and would load the object and look at its class again in each round.
 */
final class LoopObjects {
    private LoopObjects() {}

    /** In the order of their first call. */
    static Set<IrObject> of(IrMethod method) {
        final Set<IrObject> objects = new LinkedHashSet<>();
        IrTree.forEachStatement(method.body(), statement -> {
            if (statement instanceof IrStatement.Loop loop) {
                IrTree.forEachCallee(loop.body(), callee -> {
                    if (callee instanceof IrCallee.OnObject call) {
                        objects.add(call.receiver());
                    }
                });
            }
        });
        return objects;
    }
}
