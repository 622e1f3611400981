package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrVerifier;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** A program verified, emitted, checked by ASM, loaded and made, whose methods tests call by name. */
final class Emitted {
    private final FlowProgram instance;
    private final Map<String, Method> methods = new HashMap<>();

    private Emitted(FlowProgram instance) {
        this.instance = instance;
        for (Method method : instance.getClass().getDeclaredMethods()) {
            method.setAccessible(true);
            methods.put(method.getName(), method);
        }
    }

    static Emitted of(IrProgram program, ProgramContext context) {
        IrVerifier.require(program, "in a test");
        try {
            final EmittedClass emitted = ClassEmitter.emit(program);
            check(emitted.bytes());
            final Class<? extends FlowProgram> type = ProgramLoader.load(emitted.className(), emitted.bytes());
            return new Emitted(type.getConstructor(ProgramContext.class).newInstance(context));
        } catch (CodeTooLargeException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static void check(byte[] bytes) {
        final StringWriter problems = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(bytes), FlowProgram.class.getClassLoader(), false, new PrintWriter(problems));
        assertEquals("", problems.toString());
    }

    FlowProgram instance() {
        return instance;
    }

    Object call(String name, Object... arguments) {
        try {
            return methods.get(name).invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
