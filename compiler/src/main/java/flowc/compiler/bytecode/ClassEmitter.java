package flowc.compiler.bytecode;

import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrObject;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.source.CompilerBug;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns a program that {@code IrVerifier} accepts into a class file. The same program gives the same bytes. */
public final class ClassEmitter {
    private static final String CONTEXT = Type.getInternalName(ProgramContext.class);
    /** What a class file cannot hold. */
    private static final int TOO_MANY_BYTES = 65_536;

    private static final String WITH_CONTEXT = "(L" + CONTEXT + ";)V";

    private ClassEmitter() {}

    /** Emits a final subclass of the program's base with a public constructor, which takes a ProgramContext where that of the base does. */
    public static EmittedClass emit(IrProgram program) throws CodeTooLargeException {
        final ClassWriter writer = write(program);
        final byte[] bytes = bytes(writer, program);
        return new EmittedClass(program.className(), bytes, MethodSizes.of(bytes));
    }

    private static ClassWriter write(IrProgram program) throws CodeTooLargeException {
        final String owner = program.className().replace('.', '/');
        final ClassWriter writer = new Writer();
        writer.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, owner, null, Type.getInternalName(program.base()), null);
        writer.visitSource(program.sourceFile(), null);
        for (IrObject object : program.objects()) {
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, object.field(), Type.getDescriptor(object.type()), null, null).visitEnd();
        }
        constructor(writer, owner, program);
        for (IrMethod method : program.methods()) {
            emit(writer, owner, method);
        }
        writer.visitEnd();
        return writer;
    }

    private static void emit(ClassWriter writer, String owner, IrMethod method) throws CodeTooLargeException {
        try {
            MethodEmitter.emit(writer, owner, method);
        } catch (LimitExceededException e) {
            throw new CodeTooLargeException(method.name(), TOO_MANY_BYTES, e);   // frames of many locals at many branches: far over what the JVM compiles
        }
    }

    private static byte[] bytes(ClassWriter writer, IrProgram program) throws CodeTooLargeException {
        try {
            return writer.toByteArray();
        } catch (MethodTooLargeException e) {
            throw new CodeTooLargeException(e.getMethodName(), e.getCodeSize(), e);
        } catch (ClassTooLargeException e) {
            throw new CodeTooLargeException(program.className(), e.getConstantPoolCount(), e);
        } catch (LimitExceededException e) {
            // A jump of more than 16 bits makes ASM read and write the whole class again, and it does not say in which method it gave up.
            throw new CodeTooLargeException(beyondLimits(program), TOO_MANY_BYTES, e);
        }
    }

    /** The first method that no class can hold even alone. */
    private static String beyondLimits(IrProgram program) {
        return program.methods().stream().filter(method -> !fits(program.withMethods(List.of(method)))).map(IrMethod::name).findFirst().orElse(program.className());
    }

    private static boolean fits(IrProgram program) {
        try {
            write(program).toByteArray();
            return true;
        } catch (CodeTooLargeException | LimitExceededException | MethodTooLargeException _) {
            return false;
        }
    }

    private static void constructor(ClassWriter writer, String owner, IrProgram program) {
        final boolean hasContext = program.base() == FlowProgram.class;
        final String descriptor = hasContext ? WITH_CONTEXT : "()V";
        final MethodVisitor visitor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
        visitor.visitCode();
        visitor.visitVarInsn(Opcodes.ALOAD, 0);
        if (hasContext) {
            visitor.visitVarInsn(Opcodes.ALOAD, 1);
        }
        visitor.visitMethodInsn(Opcodes.INVOKESPECIAL, Type.getInternalName(program.base()), "<init>", descriptor, false);
        final MethodCode code = new MethodCode(visitor, owner, null, null);
        program.objects().forEach(object -> fill(code, object));
        visitor.visitInsn(Opcodes.RETURN);
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }

    private static void fill(MethodCode code, IrObject object) {
        final Method accessor = accessor(object);
        code.loadThis();
        code.visitor().visitVarInsn(Opcodes.ALOAD, 1);
        if (accessor.getParameterCount() == 1) {
            code.constant(object.index());
        }
        code.visitor().visitMethodInsn(Opcodes.INVOKEINTERFACE, CONTEXT, accessor.getName(), Type.getMethodDescriptor(accessor), true);
        if (!object.type().isAssignableFrom(accessor.getReturnType())) {
            code.visitor().visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(object.type()));
        }
        code.visitor().visitFieldInsn(Opcodes.PUTFIELD, code.owner(), object.field(), Type.getDescriptor(object.type()));
    }

    private static Method accessor(IrObject object) {
        final int parameters = object.index() < 0 ? 0 : 1;
        return Stream.of(ProgramContext.class.getMethods())
                .filter(m -> m.getName().equals(object.accessor()) && m.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new CompilerBug("an object must come from a method of ProgramContext: " + object));
    }

    /** Frames are computed without loading classes: generated code merges no two object types. */
    private static final class Writer extends ClassWriter {
        Writer() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String type1, String type2) {
            return "java/lang/Object";
        }
    }
}
