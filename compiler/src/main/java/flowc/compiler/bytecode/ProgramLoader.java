package flowc.compiler.bytecode;

import flowc.runtime.program.FlowProgram;

/** Defines a generated class in a class loader of its own, so that it is unloaded when nothing uses it any more. Any thread. */
public final class ProgramLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private ProgramLoader() {
        super("flowc-program", FlowProgram.class.getClassLoader());
    }

    /** An ordinary loader, not a hidden class: hidden classes lose their lines in stack traces. {@code className} has dots. */
    public static Class<? extends FlowProgram> load(String className, byte[] bytes) {
        return new ProgramLoader().defineClass(className, bytes, 0, bytes.length).asSubclass(FlowProgram.class);
    }
}
