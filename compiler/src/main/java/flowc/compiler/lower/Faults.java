package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;

/** Counts what a handler cannot go on after, and leaves the handler. */
final class Faults {
    private Faults() {}

    /** Goes on only where {@code condition} holds; else counts a fault of this kind at the current place. */
    static void require(Environment env, IrExpression condition, String what) {
        env.method.when(Ir.not(condition), () -> {
            env.method.count(env.faultCounter(what));
            env.onFault.run();
        });
    }
}
