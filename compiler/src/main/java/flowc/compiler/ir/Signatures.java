package flowc.compiler.ir;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads IR types off Java methods. */
final class Signatures {
    private Signatures() {}

    static List<IrType> parameters(Method method) {
        return Stream.of(method.getParameterTypes()).map(Signatures::type).toList();
    }

    static Optional<IrType> result(Method method) {
        return method.getReturnType() == void.class ? Optional.empty() : Optional.of(type(method.getReturnType()));
    }

    private static IrType type(Class<?> javaType) {
        if (javaType == long.class) {
            return IrType.LONG;
        }
        if (javaType == double.class) {
            return IrType.DOUBLE;
        }
        if (javaType == boolean.class) {
            return IrType.BOOL;
        }
        throw new IllegalArgumentException("runtime calls take and return long, double or boolean: " + javaType);
    }
}
