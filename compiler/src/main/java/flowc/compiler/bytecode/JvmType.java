package flowc.compiler.bytecode;

import flowc.compiler.ir.IrType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;

/** How the JVM holds a value of an {@link IrType}: one row a type. */
enum JvmType {
    BOOL("Z", 1, Opcodes.ILOAD, Opcodes.ISTORE, Opcodes.IRETURN, Opcodes.POP),
    /** Of what is a LONG to the language, and small. */
    INT("I", 1, Opcodes.ILOAD, Opcodes.ISTORE, Opcodes.IRETURN, Opcodes.POP),
    LONG("J", 2, Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.LRETURN, Opcodes.POP2),
    DOUBLE("D", 2, Opcodes.DLOAD, Opcodes.DSTORE, Opcodes.DRETURN, Opcodes.POP2);

    final String descriptor;
    final int slots;
    final int loadOpcode;
    final int storeOpcode;
    final int returnOpcode;
    final int popOpcode;

    JvmType(String descriptor, int slots, int loadOpcode, int storeOpcode, int returnOpcode, int popOpcode) {
        this.descriptor = descriptor;
        this.slots = slots;
        this.loadOpcode = loadOpcode;
        this.storeOpcode = storeOpcode;
        this.returnOpcode = returnOpcode;
        this.popOpcode = popOpcode;
    }

    static JvmType of(IrType type) {
        return switch (type) {
            case BOOL -> BOOL;
            case LONG -> LONG;
            case DOUBLE -> DOUBLE;
        };
    }

    static String methodDescriptor(List<IrType> parameters, Optional<IrType> result) {
        return parameters.stream().map(type -> of(type).descriptor).collect(Collectors.joining("", "(", ")"))
                + result.map(type -> of(type).descriptor).orElse("V");
    }
}
