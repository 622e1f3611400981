package flowc.compiler.lower;

import flowc.compiler.analysis.Typing;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects timeouts, limits and sizes, which may depend on params, into the method {@code configure}, which calls others where it would be too long. */
final class Settings {
    private final Lowering lowering;
    private final MethodBuilder method;
    private final Environment env;
    private final List<List<IrStatement>> settings = new ArrayList<>();

    Settings(Lowering lowering) {
        this.lowering = lowering;
        this.method = lowering.program.override("configure");
        this.env = new Environment(lowering.program, method, lowering.program.analysis.typing());
        env.onFault = method::returns;
    }

    /** Frame offset where the value of {@code expression}, an i64, is stored. */
    long add(Expression expression, Typing typing) {
        final long offset = lowering.program.frame.allocate(Long.BYTES);
        method.forgetLine();
        settings.add(method.nested(() -> store(offset, expression, typing)));
        return offset;
    }

    private void store(long offset, Expression expression, Typing typing) {
        env.atLine(expression.span());
        final Environment typed = env.with(typing);
        final IrExpression value = lowering.expressions.lower(expression, typed).scalar();
        final boolean unsigned = lowering.expressions.valueType(expression, typed) instanceof Type.Integer range && range.needsUnsigned();
        method.store(MemoryAccess.I64, new IrExpression.FrameAddress(offset), unsigned ? atMostSigned(value) : value);
    }

    /** What only an unsigned number can be is more than anything allows: it becomes the largest signed one, which stays more. */
    private IrExpression atMostSigned(IrExpression value) {
        final IrExpression setting = method.spill("setting", value);
        return Ir.choose(Ir.compare(IrComparison.LESS, setting, Ir.ZERO), Ir.constant(Long.MAX_VALUE), setting);
    }

    IrMethod build() {
        final List<List<List<IrStatement>>> groups = Chunks.of(settings, code -> code, Chunks.PARTS);
        if (groups.size() == 1) {
            settings.forEach(method::append);
        } else {
            groups.forEach(group -> method.invoke(lowering.program.part("configure$group", method, group.stream())));
        }
        method.returns();
        return method.build(Optional.empty());
    }
}
