package flowc.compiler.ir;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** What a call calls. Parameters and results are LONG, DOUBLE or BOOL only ({@code long}, {@code double}, {@code boolean} in Java). */
public sealed interface IrCallee {
    String name();

    List<IrType> parameters();

    /** Empty for a call without result. */
    Optional<IrType> result();

    /** A method of the same program, by name. */
    record Generated(String name, List<IrType> parameters, Optional<IrType> result) implements IrCallee {}

    /** A static method of a runtime class. */
    record Static(Method method) implements IrCallee {
        @Override
        public String name() {
            return method.getName();
        }

        @Override
        public List<IrType> parameters() {
            return Signatures.parameters(method);
        }

        @Override
        public Optional<IrType> result() {
            return Signatures.result(method);
        }
    }

    /** An instance method of a runtime object that the program holds. */
    record OnObject(IrObject receiver, Method method) implements IrCallee {
        @Override
        public String name() {
            return method.getName();
        }

        @Override
        public List<IrType> parameters() {
            return Signatures.parameters(method);
        }

        @Override
        public Optional<IrType> result() {
            return Signatures.result(method);
        }
    }
}
