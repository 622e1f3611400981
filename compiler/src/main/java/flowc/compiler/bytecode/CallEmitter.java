package flowc.compiler.bytecode;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrObject;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Calls; a result is left on the stack. */
final class CallEmitter {
    private final MethodCode code;
    private final ExpressionEmitter expressions;

    CallEmitter(MethodCode code, ExpressionEmitter expressions) {
        this.code = code;
        this.expressions = expressions;
    }

    void emit(IrCallee callee, List<IrExpression> arguments) {
        receiver(callee);
        arguments.forEach(expressions::emit);
        final String descriptor = JvmType.methodDescriptor(callee.parameters(), callee.result());
        switch (callee) {
            case IrCallee.Generated generated -> code.visitor().visitMethodInsn(Opcodes.INVOKEVIRTUAL, code.owner(), generated.name(), descriptor, false);
            case IrCallee.Static target -> {
                final Class<?> owner = target.method().getDeclaringClass();
                code.visitor().visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(owner), target.name(), descriptor, owner.isInterface());
            }
            case IrCallee.OnObject target -> {
                final Class<?> owner = target.receiver().type();
                final int opcode = owner.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
                code.visitor().visitMethodInsn(opcode, Type.getInternalName(owner), target.name(), descriptor, owner.isInterface());
            }
        }
    }

    private void receiver(IrCallee callee) {
        switch (callee) {
            case IrCallee.Generated _ -> code.loadThis();
            case IrCallee.Static _ -> { }
            case IrCallee.OnObject target -> object(target.receiver());
        }
    }

    private void object(IrObject object) {
        final Integer slot = code.slots().objects().get(object);
        if (slot == null) {
            loadField(code, object);
        } else {
            code.visitor().visitVarInsn(Opcodes.ALOAD, slot);
        }
    }

    static void loadField(MethodCode code, IrObject object) {
        code.loadThis();
        code.visitor().visitFieldInsn(Opcodes.GETFIELD, code.owner(), object.field(), Type.getDescriptor(object.type()));
    }
}
