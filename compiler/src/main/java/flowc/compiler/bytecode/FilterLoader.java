package flowc.compiler.bytecode;

import flowc.compiler.source.CompilerBug;
import flowc.runtime.program.FilterProgram;
import java.lang.invoke.MethodHandles;

/** Makes a program of a filter's class file. Any thread. */
public final class FilterLoader {
    /** Package of the classes loaded: a hidden class lies in that of the class that defines it. */
    public static final String PACKAGE = FilterLoader.class.getPackageName();

    private FilterLoader() {}

    /**
     * Defines a hidden class: it needs no name of its own and no loader, is unloaded as soon as nothing uses it, and has no lines to lose in
     * stack traces, since filters are one line.
     */
    public static FilterProgram load(byte[] bytes) {
        return load(bytes, FilterProgram.class);
    }

    /** The same of a class that extends {@code base}. */
    public static <P> P load(byte[] bytes, Class<P> base) {
        try {
            final Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, false).lookupClass();
            return type.asSubclass(base).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new CompilerBug("a generated filter must be a class that can be made: " + e);
        }
    }
}
