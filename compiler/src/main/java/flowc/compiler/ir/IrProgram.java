package flowc.compiler.ir;

import java.util.List;

/** One tracker: a subclass of {@code flowc.runtime.program.FlowProgram} to be. {@code className} has dots, {@code sourceFile} has no folder. */
public record IrProgram(String className, String sourceFile, List<IrObject> objects, List<IrMethod> methods) {}
