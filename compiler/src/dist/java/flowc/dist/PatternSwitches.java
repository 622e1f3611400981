package flowc.dist;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns switches over types into plain methods. javac leaves them to {@code java.lang.runtime.SwitchBootstraps}, which makes a class for each
 * at its first use, and the AOT cache keeps none of these: a compiler written in such switches makes a hundred before it has compiled
 * anything.
 */
final class PatternSwitches {
    private static final String BOOTSTRAP = "SwitchBootstraps";
    private static final String METHOD = "typeSwitch";

    private final ClassFile context;

    PatternSwitches(ClassFile context) {
        this.context = context;
    }

    /** Returns the class with its switches over types replaced; one without any is returned as it is. */
    byte[] replace(byte[] classFile) {
        final ClassModel model = context.parse(classFile);
        if (model.methods().stream().noneMatch(PatternSwitches::hasSwitch)) {
            return classFile;
        }
        final List<InvokeDynamicInstruction> replaced = new ArrayList<>();
        final boolean isInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
        final CodeTransform calls = (code, element) -> {
            if (element instanceof InvokeDynamicInstruction call && isSwitch(call)) {
                code.invokestatic(model.thisClass().asSymbol(), name(replaced.size()), call.typeSymbol(), isInterface);
                replaced.add(call);
            } else {
                code.with(element);
            }
        };
        final ClassTransform methods = ClassTransform.transformingMethodBodies(PatternSwitches::hasSwitch, calls);
        return context.transformClass(model, methods.andThen(ClassTransform.endHandler(builder -> {
            for (int i = 0; i < replaced.size(); i++) {
                add(builder, name(i), replaced.get(i));
            }
        })));
    }

    private static String name(int index) {
        return "typeSwitch$" + index;
    }

    private static boolean hasSwitch(MethodModel method) {
        return method.code().isPresent()
            && method.code().get().elementStream().anyMatch(element -> element instanceof InvokeDynamicInstruction call && isSwitch(call));
    }

    /** Those of types alone: constants among the labels are left to the JDK. */
    private static boolean isSwitch(InvokeDynamicInstruction call) {
        return call.bootstrapMethod().owner().displayName().equals(BOOTSTRAP) && call.bootstrapMethod().methodName().equals(METHOD)
            && call.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
    }

    /** The index of the first label from the second parameter on that the first is of, their number if there is none; -1 for null. */
    private static void add(ClassBuilder builder, String name, InvokeDynamicInstruction call) {
        final MethodTypeDesc type = call.typeSymbol();
        final List<ClassDesc> labels = call.bootstrapArgs().stream().map(ClassDesc.class::cast).toList();
        builder.withMethodBody(name, type, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, code -> {
            final Label isThere = code.newLabel();
            code.aload(0).ifnonnull(isThere).iconst_m1().ireturn().labelBinding(isThere);
            for (int i = 0; i < labels.size(); i++) {
                question(code, i, labels.get(i));
            }
            code.loadConstant(labels.size()).ireturn();
        });
    }

    private static void question(CodeBuilder code, int index, ClassDesc label) {
        final Label next = code.newLabel();
        code.iload(1).loadConstant(index).if_icmpgt(next);
        code.aload(0).instanceOf(label).ifeq(next);
        code.loadConstant(index).ireturn().labelBinding(next);
    }
}
