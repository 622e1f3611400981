package flowc.launch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The JDK's {@code sun.misc.Signal}, found by name: javac warns of each mention of it and cannot be told not to, and a Java without the module
 * jdk.unsupported still runs trackers, only without a drain on Ctrl-C.
 */
final class ProcessSignals {
    private ProcessSignals() {}

    /** Finds what {@link #handle} needs, and changes nothing. */
    static void prepare() {
        try {
            handler(Class.forName("sun.misc.SignalHandler"), () -> { });
        } catch (ClassNotFoundException _) {
            // Then handle does nothing.
        }
    }

    /**
     * Makes {@code action} run, on a thread of its own, each time the process gets signal {@code name}.
     *
     * @return undoes it; does nothing when the JVM does not hand out that signal (-Xrs, or ignored by who started the process)
     */
    static Runnable handle(String name, Runnable action) {
        try {
            final Class<?> signalType = Class.forName("sun.misc.Signal");
            final Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            final Object signal = signalType.getConstructor(String.class).newInstance(name);
            final Method handle = signalType.getMethod("handle", signalType, handlerType);
            final Object previous = handle.invoke(null, signal, handler(handlerType, action));
            return () -> restore(handle, signal, previous);
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            return () -> { };
        }
    }

    private static Object handler(Class<?> type, Runnable action) {
        return Proxy.newProxyInstance(ProcessSignals.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> called(proxy, method, arguments, action));
    }

    private static Object called(Object proxy, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "flowc's signal handler";
        };
    }

    private static void restore(Method handle, Object signal, Object previous) {
        try {
            handle.invoke(null, signal, previous);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a handler that was there can be set again", e);
        }
    }
}
