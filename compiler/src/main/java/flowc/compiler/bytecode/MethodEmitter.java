package flowc.compiler.bytecode;

import flowc.compiler.ir.IrMethod;
import flowc.compiler.source.CompilerBug;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes one method of the class. */
final class MethodEmitter {
    private MethodEmitter() {}

    static void emit(ClassVisitor writer, String owner, IrMethod method) {
        final int access = Opcodes.ACC_FINAL | (method.overrides() ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PRIVATE);
        final String descriptor = JvmType.methodDescriptor(method.callee().parameters(), method.result());
        final MethodVisitor visitor = writer.visitMethod(access, method.name(), descriptor, null, null);
        visitor.visitCode();
        body(code(visitor, owner, method), method);
        visitor.visitMaxs(0, 0); // computed by ASM
        visitor.visitEnd();
    }

    private static MethodCode code(MethodVisitor visitor, String owner, IrMethod method) {
        final SmallNumbers small = SmallNumbers.of(method);
        return new MethodCode(visitor, owner, Slots.of(method, small), small);
    }

    private static void body(MethodCode code, IrMethod method) {
        final DebugTables debug = new DebugTables(code);
        method.parameters().forEach(debug::assigned);
        if (code.slots().frameSlot() > 0) {
            ExpressionEmitter.loadFrame(code);
            code.visitor().visitVarInsn(Opcodes.LSTORE, code.slots().frameSlot());
        }
        code.slots().objects().forEach((object, slot) -> {
            CallEmitter.loadField(code, object);
            code.visitor().visitVarInsn(Opcodes.ASTORE, slot);
        });
        if (new StatementEmitter(code, debug).emit(method.body())) {
            if (method.result().isPresent()) {
                throw new CompilerBug("a method with a result must return one on every path: method=" + method.name());
            }
            code.instruction(Opcodes.RETURN);
        }
        debug.endScope(method.parameters());
        debug.writeVariables();
    }
}
