package flowc.compiler.bytecode;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrType;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Compiles conditions to jumps: {@code jump} goes to the target when the condition has the wanted value and falls through otherwise. */
final class ConditionEmitter {
    private final MethodCode code;
    private final ExpressionEmitter expressions;

    ConditionEmitter(MethodCode code, ExpressionEmitter expressions) {
        this.code = code;
        this.expressions = expressions;
    }

    void jump(IrExpression condition, boolean wanted, Label target) {
        switch (condition) {
            case IrExpression.BoolConstant c -> {
                if (c.value() == wanted) {
                    jump(Opcodes.GOTO, target);
                }
            }
            case IrExpression.Not not -> jump(not.operand(), !wanted, target);
            case IrExpression.And and -> bothSides(and.left(), and.right(), wanted, true, target);
            case IrExpression.Or or -> bothSides(or.left(), or.right(), wanted, false, target);
            case IrExpression.Compare compare -> compare(compare, wanted, target);
            case IrExpression.Conditional conditional -> conditional(conditional, wanted, target);
            case IrExpression.Convert convert when convert.conversion() == IrConversion.LONG_TO_BOOL -> {
                if (code.small().has(convert.operand())) {
                    small(convert.operand());
                } else {
                    expressions.emit(convert.operand());
                    code.instruction(Opcodes.LCONST_0);
                    code.instruction(Opcodes.LCMP);
                }
                jump(wanted ? Opcodes.IFNE : Opcodes.IFEQ, target);
            }
            default -> {
                expressions.emit(condition);
                jump(wanted ? Opcodes.IFNE : Opcodes.IFEQ, target);
            }
        }
    }

    /** Leaves a condition's value as 0 or 1 on the stack. */
    void value(IrExpression condition) {
        final Label otherwise = new Label();
        final Label end = new Label();
        jump(condition, false, otherwise);
        code.instruction(Opcodes.ICONST_1);
        jump(Opcodes.GOTO, end);
        code.visitor().visitLabel(otherwise);
        code.instruction(Opcodes.ICONST_0);
        code.visitor().visitLabel(end);
    }

    private void jump(int opcode, Label target) {
        code.visitor().visitJumpInsn(opcode, target);
    }

    /** {@code And} ({@code goesOnWhen} true) or {@code Or} (false): the right side matters only when the left side has that value. */
    private void bothSides(IrExpression left, IrExpression right, boolean wanted, boolean goesOnWhen, Label target) {
        if (wanted == goesOnWhen) {
            final Label decided = new Label();
            jump(left, !goesOnWhen, decided);
            jump(right, wanted, target);
            code.visitor().visitLabel(decided);
        } else {
            jump(left, wanted, target);
            jump(right, wanted, target);
        }
    }

    private void conditional(IrExpression.Conditional conditional, boolean wanted, Label target) {
        final Label otherwise = new Label();
        final Label end = new Label();
        jump(conditional.condition(), false, otherwise);
        jump(conditional.whenTrue(), wanted, target);
        jump(Opcodes.GOTO, end);
        code.visitor().visitLabel(otherwise);
        jump(conditional.whenFalse(), wanted, target);
        code.visitor().visitLabel(end);
    }

    private void compare(IrExpression.Compare compare, boolean wanted, Label target) {
        if (compare.left().type() == IrType.LONG && code.small().has(compare.left()) && code.small().has(compare.right())) {
            compareSmall(compare, wanted, target);
            return;
        }
        expressions.emit(compare.left());
        expressions.emit(compare.right());
        final boolean equal = compare.comparison() == IrComparison.EQUAL;
        switch (compare.left().type()) {
            case BOOL -> {
                jump(equal == wanted ? Opcodes.IF_ICMPEQ : Opcodes.IF_ICMPNE, target);
                return;
            }
            case LONG -> compareLongs(compare.comparison());
            case DOUBLE -> compareDoubles(compare.comparison());
        }
        final int whenTrue = jumpOpcode(compare.comparison());
        jump(wanted ? whenTrue : opposite(whenTrue), target);
    }

    private void compareSmall(IrExpression.Compare compare, boolean wanted, Label target) {
        small(compare.left());
        final int whenTrue = jumpOpcode(compare.comparison());
        final int sign = wanted ? whenTrue : opposite(whenTrue);
        if (compare.right() instanceof IrExpression.LongConstant(long value) && value == 0) {
            jump(sign, target);
        } else {
            small(compare.right());
            jump(sign + (Opcodes.IF_ICMPEQ - Opcodes.IFEQ), target);   // both stand in the same order
        }
    }

    private void small(IrExpression expression) {
        if (expression instanceof IrExpression.LongConstant(long value)) {
            code.constant((int) value);
        } else if (expression instanceof IrExpression.Read(IrLocal local)) {
            code.loadSmall(local);
        } else {
            expressions.emit(expression);
            code.instruction(Opcodes.L2I);
        }
    }

    private void compareLongs(IrComparison comparison) {
        switch (comparison) {
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> code.instruction(Opcodes.LCMP);
            case LESS_UNSIGNED, LESS_EQUAL_UNSIGNED, GREATER_UNSIGNED, GREATER_EQUAL_UNSIGNED ->
                code.callStatic("java/lang/Long", "compareUnsigned", "(JJ)I");
        }
    }

    /** With NaN the result must make every comparison but NOT_EQUAL false: "greater" for the less-thans, "less" for the greater-thans. */
    private void compareDoubles(IrComparison comparison) {
        switch (comparison) {
            case LESS, LESS_EQUAL -> code.instruction(Opcodes.DCMPG);
            default -> code.instruction(Opcodes.DCMPL);
        }
    }

    /** One row a comparison: the jump taken when it holds, on the sign of a three-way comparison. */
    private static int jumpOpcode(IrComparison comparison) {
        return switch (comparison) {
            case EQUAL -> Opcodes.IFEQ;
            case NOT_EQUAL -> Opcodes.IFNE;
            case LESS, LESS_UNSIGNED -> Opcodes.IFLT;
            case LESS_EQUAL, LESS_EQUAL_UNSIGNED -> Opcodes.IFLE;
            case GREATER, GREATER_UNSIGNED -> Opcodes.IFGT;
            case GREATER_EQUAL, GREATER_EQUAL_UNSIGNED -> Opcodes.IFGE;
        };
    }

    private static int opposite(int opcode) {
        return switch (opcode) {
            case Opcodes.IFEQ -> Opcodes.IFNE;
            case Opcodes.IFNE -> Opcodes.IFEQ;
            case Opcodes.IFLT -> Opcodes.IFGE;
            case Opcodes.IFGE -> Opcodes.IFLT;
            case Opcodes.IFGT -> Opcodes.IFLE;
            case Opcodes.IFLE -> Opcodes.IFGT;
            default -> throw new IllegalStateException("no jump on a sign: opcode=" + opcode);
        };
    }
}
