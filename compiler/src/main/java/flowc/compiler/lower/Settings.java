package flowc.compiler.lower;

import flowc.compiler.analysis.Typing;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.syntax.ast.Expression;
import java.util.Optional;

/** Collects timeouts, limits and sizes, which may depend on params, into the method {@code configure}. */
final class Settings {
    private final Lowering lowering;
    private final MethodBuilder method;
    private final Environment env;

    Settings(Lowering lowering) {
        this.lowering = lowering;
        this.method = lowering.program.override("configure");
        this.env = new Environment(lowering.program, method, lowering.program.analysis.typing());
        env.onFault = method::returns;
    }

    /** Frame offset where the value of {@code expression}, an i64, is stored. */
    long add(Expression expression, Typing typing) {
        final long offset = lowering.program.frame.allocate(Long.BYTES);
        env.atLine(expression.span());
        method.store(MemoryAccess.I64, new IrExpression.FrameAddress(offset), lowering.expressions.lower(expression, env.with(typing)).scalar());
        return offset;
    }

    IrMethod build() {
        method.returns();
        return method.build(Optional.empty());
    }
}
