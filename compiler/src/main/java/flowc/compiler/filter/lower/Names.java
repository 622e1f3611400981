package flowc.compiler.filter.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Locals and labels of one method. */
final class Names {
    private final Map<Integer, IrLocal> registers = new TreeMap<>();
    private int locals;
    private int labels;

    IrLocal local(String name, IrType type) {
        return new IrLocal(locals++, name, type);
    }

    IrLabel label(String name) {
        return new IrLabel(labels++, name);
    }

    IrLocal register(int number) {
        return registers.computeIfAbsent(number, _ -> local("register" + number, IrType.LONG));
    }

    /** Makes all registers 0 that are no {@code parameters}, for the method's begin. */
    List<IrStatement> clearRegisters(List<IrLocal> parameters) {
        return registers.values().stream().filter(register -> !parameters.contains(register)).<IrStatement>map(register -> new IrStatement.Assign(register, new IrExpression.LongConstant(0))).toList();
    }
}
