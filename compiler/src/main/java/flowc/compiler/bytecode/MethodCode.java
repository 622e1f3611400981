package flowc.compiler.bytecode;

import flowc.compiler.ir.IrLocal;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The method being written: what every emitter of one method shares. {@code owner} is the internal name of the class. */
record MethodCode(MethodVisitor visitor, String owner, Slots slots, SmallNumbers small) {
    void instruction(int opcode) {
        visitor.visitInsn(opcode);
    }

    void load(IrLocal local) {
        visitor.visitVarInsn(small.typeOf(local).loadOpcode, slots.slot(local));
        if (small.has(local)) {
            instruction(Opcodes.I2L);
        }
    }

    /** Of a small local, as an int. */
    void loadSmall(IrLocal local) {
        visitor.visitVarInsn(Opcodes.ILOAD, slots.slot(local));
    }

    void store(IrLocal local) {
        if (small.has(local)) {
            instruction(Opcodes.L2I);
        }
        visitor.visitVarInsn(small.typeOf(local).storeOpcode, slots.slot(local));
    }

    void loadThis() {
        visitor.visitVarInsn(Opcodes.ALOAD, 0);
    }

    void callStatic(String ownerName, String name, String descriptor) {
        visitor.visitMethodInsn(Opcodes.INVOKESTATIC, ownerName, name, descriptor, false);
    }

    void constant(long value) {
        if (value == 0 || value == 1) {
            instruction(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else if (value == (byte) value) {
            constant((int) value);
            instruction(Opcodes.I2L);
        } else {
            visitor.visitLdcInsn(value);
        }
    }

    void constant(double value) {
        final long bits = Double.doubleToRawLongBits(value); // -0.0 is not dconst_0
        if (bits == 0) {
            instruction(Opcodes.DCONST_0);
        } else if (value == 1.0) {
            instruction(Opcodes.DCONST_1);
        } else {
            visitor.visitLdcInsn(value);
        }
    }

    void constant(int value) {
        if (value >= -1 && value <= 5) {
            instruction(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            visitor.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            visitor.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            visitor.visitLdcInsn(value);
        }
    }
}
