package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import java.util.Set;

/**
 * An expression that has been checked, with what was found out about it. {@code required} is what must be in the packet for it to have a value.
 * One syntax tree may be checked several times, as a layer's fields are for each member: each time has its own Typing.
 */
public record TypedExpression(Expression expression, Typing typing, Type type, Set<Guard> required) {
    /** The expression behind names. */
    public TypedExpression definition() {
        TypedExpression current = this;
        while (current.typing().binding(current.expression()) instanceof Binding.Definition definition) {
            current = definition.value();
        }
        return current;
    }
}
