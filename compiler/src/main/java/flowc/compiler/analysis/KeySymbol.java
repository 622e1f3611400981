package flowc.compiler.analysis;

import flowc.compiler.types.Type;
import java.util.List;
import java.util.Set;

/**
 * A key: its type and, for tables that packets touch, the expression of every part. {@code values} has one entry a part, null in tables of types;
 * {@code required} is what a packet must have for the key to exist.
 */
public record KeySymbol(Type.Key type, List<PartValue> values, Set<Guard> required) {
    public boolean isTyped() {
        return values.isEmpty();
    }

    /** {@code second} is set for an unordered part. A {@link Type.Maybe} part is absent where a guard of {@code first} is not met. */
    public record PartValue(TypedExpression first, TypedExpression second) {}
}
