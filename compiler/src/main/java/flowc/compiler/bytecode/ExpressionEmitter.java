package flowc.compiler.bytecode;

import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.runtime.memory.Memory;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Leaves the value of an expression on the stack. */
final class ExpressionEmitter {
    static final String MEMORY = Type.getInternalName(Memory.class);
    static final String PROGRAM = "flowc/runtime/program/FlowProgram";
    private static final String LONG_CLASS = "java/lang/Long";

    private final MethodCode code;
    private final ConditionEmitter conditions;
    private final CallEmitter calls;

    ExpressionEmitter(MethodCode code) {
        this.code = code;
        this.conditions = new ConditionEmitter(code, this);
        this.calls = new CallEmitter(code, this);
    }

    ConditionEmitter conditions() {
        return conditions;
    }

    CallEmitter calls() {
        return calls;
    }

    void emit(IrExpression expression) {
        switch (expression) {
            case IrExpression.LongConstant c -> code.constant(c.value());
            case IrExpression.DoubleConstant c -> code.constant(c.value());
            case IrExpression.BoolConstant c -> code.constant(c.value() ? 1 : 0);
            case IrExpression.Read read -> code.load(read.local());
            case IrExpression.FrameAddress address -> frameAddress(address.offset());
            case IrExpression.Load load -> load(load);
            case IrExpression.Arithmetic arithmetic -> arithmetic(arithmetic);
            case IrExpression.Convert convert -> convert(convert);
            case IrExpression.Conditional conditional -> conditional(conditional);
            case IrExpression.Call call -> calls.emit(call.callee(), call.arguments());
            case IrExpression.Compare _, IrExpression.Not _, IrExpression.And _, IrExpression.Or _ -> conditions.value(expression);
        }
    }

    private void frameAddress(long offset) {
        if (code.slots().frameSlot() > 0) {
            code.visitor().visitVarInsn(Opcodes.LLOAD, code.slots().frameSlot());
        } else {
            loadFrame(code);
        }
        if (offset != 0) {
            code.constant(offset);
            code.instruction(Opcodes.LADD);
        }
    }

    static void loadFrame(MethodCode code) {
        code.loadThis();
        code.visitor().visitFieldInsn(Opcodes.GETFIELD, PROGRAM, "frame", "J");
    }

    private void load(IrExpression.Load load) {
        emit(load.address());
        code.callStatic(MEMORY, load.access().loadMethod(), "(J)" + JvmType.of(load.type()).descriptor);
    }

    private void conditional(IrExpression.Conditional conditional) {
        final Label otherwise = new Label();
        final Label end = new Label();
        conditions.jump(conditional.condition(), false, otherwise);
        emit(conditional.whenTrue());
        code.visitor().visitJumpInsn(Opcodes.GOTO, end);
        code.visitor().visitLabel(otherwise);
        emit(conditional.whenFalse());
        code.visitor().visitLabel(end);
    }

    private void arithmetic(IrExpression.Arithmetic arithmetic) {
        emit(arithmetic.left());
        switch (arithmetic.operator()) {
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> shiftCount(arithmetic.right());
            default -> emit(arithmetic.right());
        }
        final int opcode = opcode(arithmetic.operator());
        if (opcode != Opcodes.NOP) {
            code.instruction(opcode);
        } else {
            code.callStatic(LONG_CLASS, unsignedMethod(arithmetic.operator()), "(JJ)J");
        }
    }

    /** The JVM takes shift counts as int. */
    private void shiftCount(IrExpression count) {
        if (count instanceof IrExpression.LongConstant constant) {
            code.constant((int) constant.value());
        } else {
            emit(count);
            code.instruction(Opcodes.L2I);
        }
    }

    /** One row an operator; NOP where the JVM has no instruction but an intrinsic method. */
    private static int opcode(IrOperator operator) {
        return switch (operator) {
            case ADD -> Opcodes.LADD;
            case SUBTRACT -> Opcodes.LSUB;
            case MULTIPLY -> Opcodes.LMUL;
            case DIVIDE -> Opcodes.LDIV;
            case REMAINDER -> Opcodes.LREM;
            case DIVIDE_UNSIGNED, REMAINDER_UNSIGNED -> Opcodes.NOP;
            case AND -> Opcodes.LAND;
            case OR -> Opcodes.LOR;
            case XOR -> Opcodes.LXOR;
            case SHIFT_LEFT -> Opcodes.LSHL;
            case SHIFT_RIGHT -> Opcodes.LSHR;
            case SHIFT_RIGHT_UNSIGNED -> Opcodes.LUSHR;
            case DOUBLE_ADD -> Opcodes.DADD;
            case DOUBLE_SUBTRACT -> Opcodes.DSUB;
            case DOUBLE_MULTIPLY -> Opcodes.DMUL;
            case DOUBLE_DIVIDE -> Opcodes.DDIV;
        };
    }

    private static String unsignedMethod(IrOperator operator) {
        return operator == IrOperator.DIVIDE_UNSIGNED ? "divideUnsigned" : "remainderUnsigned";
    }

    private void convert(IrExpression.Convert convert) {
        if (convert.conversion() == IrConversion.LONG_TO_BOOL) {
            conditions.value(convert);
            return;
        }
        emit(convert.operand());
        switch (convert.conversion()) {
            case LONG_TO_DOUBLE -> code.instruction(Opcodes.L2D);
            case UNSIGNED_LONG_TO_DOUBLE -> unsignedToDouble();
            case DOUBLE_TO_LONG -> code.instruction(Opcodes.D2L);
            case BOOL_TO_LONG -> code.instruction(Opcodes.I2L);
            // Not the raw bits: which NaN an operation yields differs between interpreter, C1 and C2, and runs must not.
            case DOUBLE_BITS -> code.callStatic("java/lang/Double", "doubleToLongBits", "(D)J");
            case LOW_BIT -> {
                code.instruction(Opcodes.L2I);
                code.instruction(Opcodes.ICONST_1);
                code.instruction(Opcodes.IAND);
            }
            case LONG_TO_BOOL -> throw new IllegalStateException("a condition");
        }
    }

    /** Values beyond the signed range are halved, the bit shifted out kept so that the conversion rounds as it must, converted and doubled. */
    private void unsignedToDouble() {
        final Label signed = new Label();
        final Label end = new Label();
        code.instruction(Opcodes.DUP2);
        code.instruction(Opcodes.LCONST_0);
        code.instruction(Opcodes.LCMP);
        code.visitor().visitJumpInsn(Opcodes.IFGE, signed);
        code.instruction(Opcodes.DUP2);
        code.instruction(Opcodes.ICONST_1);
        code.instruction(Opcodes.LUSHR);
        code.instruction(Opcodes.DUP2_X2);
        code.instruction(Opcodes.POP2);
        code.instruction(Opcodes.LCONST_1);
        code.instruction(Opcodes.LAND);
        code.instruction(Opcodes.LOR);
        code.instruction(Opcodes.L2D);
        code.constant(2.0);
        code.instruction(Opcodes.DMUL);
        code.visitor().visitJumpInsn(Opcodes.GOTO, end);
        code.visitor().visitLabel(signed);
        code.instruction(Opcodes.L2D);
        code.visitor().visitLabel(end);
    }
}
