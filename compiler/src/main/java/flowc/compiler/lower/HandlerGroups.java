package flowc.compiler.lower;

import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrType;
import java.util.ArrayList;
import java.util.List;

/** Puts a table's handlers of one event, each a method, behind methods that run many: one method that runs all would be too long. */
final class HandlerGroups {
    /** A call of a handler takes up to 40 bytes of code. */
    private static final int HANDLERS = 64;

    private final ProgramBuilder program;
    private final TableSymbol table;

    HandlerGroups(ProgramBuilder program, TableSymbol table) {
        this.program = program;
        this.table = table;
    }

    /** Methods that take and give what {@code handlers} do, so few that one method can run them. {@code whileRowLives}: none runs behind one that says that the row has ended. */
    List<IrCallee> of(List<IrCallee> handlers, boolean whileRowLives) {
        if (handlers.size() <= HANDLERS) {
            return handlers;
        }
        final List<IrCallee> groups = new ArrayList<>();
        for (int i = 0; i < handlers.size(); i += HANDLERS) {
            groups.add(group(handlers.subList(i, Math.min(i + HANDLERS, handlers.size())), whileRowLives));
        }
        return of(groups, whileRowLives);
    }

    /** {@code T$group(…)}. */
    private IrCallee group(List<IrCallee> handlers, boolean whileRowLives) {
        final MethodBuilder method = program.method(table.name() + "$group");
        final IrExpression[] arguments = handlers.getFirst().parameters().stream().map(type -> method.parameter("passed", type)).toArray(IrExpression[]::new);
        for (IrCallee handler : handlers) {
            if (whileRowLives) {
                method.when(Ir.not(MethodBuilder.call(handler, arguments)), () -> method.returns(Ir.FALSE));
            } else {
                method.invoke(handler, arguments);
            }
        }
        method.returns(Ir.TRUE);
        return program.add(method, IrType.BOOL);
    }
}
