package flowc.compiler.ir;

import flowc.runtime.program.FlowProgram;
import java.util.List;

/**
 * One generated class to be. {@code className} has dots, {@code sourceFile} has no folder. {@code base} is the abstract class of
 * {@code flowc.runtime.program} that it extends: FlowProgram for a tracker, whose constructor takes the ProgramContext that objects come from, or one
 * with a constructor without parameters, and then there are no objects.
 */
public record IrProgram(String className, String sourceFile, Class<?> base, List<IrObject> objects, List<IrMethod> methods) {
    /** A tracker. */
    public IrProgram(String className, String sourceFile, List<IrObject> objects, List<IrMethod> methods) {
        this(className, sourceFile, FlowProgram.class, objects, methods);
    }

    public IrProgram withMethods(List<IrMethod> replaced) {
        return new IrProgram(className, sourceFile, base, objects, replaced);
    }
}
