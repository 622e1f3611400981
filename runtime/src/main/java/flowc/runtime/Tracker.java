package flowc.runtime;

import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.TrackerDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/** A compiled tracker that can be run: what is known of it, and how to make one instance of its program for a worker. */
public record Tracker(TrackerDescriptor descriptor, Function<ProgramContext, FlowProgram> programs) {
    /**
     * Takes the program's class as it was generated.
     *
     * @throws IllegalArgumentException when it has no public constructor that takes a {@link ProgramContext}
     */
    public static Tracker of(TrackerDescriptor descriptor, Class<? extends FlowProgram> programClass) {
        try {
            final MethodHandle constructor = MethodHandles.publicLookup().findConstructor(programClass, MethodType.methodType(void.class, ProgramContext.class));
            return new Tracker(descriptor, context -> make(constructor, context));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("a program has a public constructor that takes its context: class=" + programClass.getName(), e);
        }
    }

    private static FlowProgram make(MethodHandle constructor, ProgramContext context) {
        try {
            return (FlowProgram) constructor.invoke(context);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a program's constructor throws nothing", e);
        }
    }
}
