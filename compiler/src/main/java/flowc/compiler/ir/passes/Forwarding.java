package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrProgram;

/**
 * Puts what is computed for one use where it is used, and makes an expression of two branches that only choose a value. Lowering computes operands
 * ahead, since it cannot know how often they are asked for; whole conditions are shorter, and what they have in common shows ({@link CommonConditions}).
 */
final class Forwarding implements Pass {
    @Override
    public String name() {
        return "forwarding";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        return program.withMethods(program.methods().stream().map(method -> Rewriter.withBody(method, new ForwardedStatements(method).forward(method.body()))).toList());
    }
}
