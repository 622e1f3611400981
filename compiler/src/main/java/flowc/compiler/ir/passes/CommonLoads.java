package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrProgram;

/**
 * Makes a load of stable memory once where it is asked for again: a header's type, which a dozen protocols compare, stays in a register. The
 * JVM's compiler cannot do it, because it must take every store between two loads for one that changes what they read.
 */
final class CommonLoads implements Pass {
    @Override
    public String name() {
        return "common-loads";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        return program.withMethods(program.methods().stream().map(CommonLoads::share).toList());
    }

    private static IrMethod share(IrMethod method) {
        final LoadUses uses = LoadUses.of(method);
        return uses.anyRepeated() ? Rewriter.withBody(method, new LoadSharing(uses).share(method.body())) : method;
    }

    /** Whether a load gives the same whenever it is made: its memory is stable, and its address a parameter or a local that is set once, plus a constant. */
    static boolean isSteady(IrExpression expression, LoadUses uses) {
        return expression instanceof IrExpression.Load(_, IrExpression address, boolean stable) && stable && uses.isFixed(base(address));
    }

    private static IrExpression base(IrExpression address) {
        return address instanceof IrExpression.Arithmetic(_, IrExpression.Read read, IrExpression.LongConstant _) ? read : address;
    }
}
