package flowc.compiler.placement;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.Typing;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.BinaryOperator;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import flowc.runtime.program.TrackerDescriptor.Merge;
import java.util.List;
import java.util.Optional;

/**
 * A change of an interval variable that is the same in any order: {@code x += e} and its like, {@code x = max(x, e)}, {@code found = true}.
 *
 * @param before where the value so far is read, null where the operator does; that it is read there makes no difference
 */
record Update(Merge merge, Expression before) {

    /** Empty where the assignment's result may depend on which row comes first. */
    static Optional<Update> of(Statement.Assign assign, LocalSymbol variable, Typing typing) {
        if (assign.operator() != null) {
            return operator(assign.operator(), variable.type()).map(merge -> new Update(merge, null));
        }
        return switch (assign.value()) {
            case Expression.BooleanLiteral literal when variable.type() == Type.Simple.BOOL -> Optional.of(new Update(literal.value() ? Merge.OR : Merge.AND, null));
            case Expression.Call call when call.arguments().size() == 2 -> extreme(call, variable, typing);
            case Expression.Binary binary -> binary(binary, variable, typing);
            default -> Optional.empty();
        };
    }

    private static Optional<Update> binary(Expression.Binary binary, LocalSymbol variable, Typing typing) {
        final Expression before = isVariable(binary.left(), variable, typing) ? binary.left()
                : isVariable(binary.right(), variable, typing) && binary.operator() != BinaryOperator.SUBTRACT ? binary.right() : null;
        return before == null ? Optional.empty() : operator(binary.operator(), variable.type()).map(merge -> new Update(merge, before));
    }

    private static Optional<Update> extreme(Expression.Call call, LocalSymbol variable, Typing typing) {
        final boolean minimum = typing.binding(call) == Binding.Builtin.MIN;
        if (!minimum && typing.binding(call) != Binding.Builtin.MAX) {
            return Optional.empty();
        }
        final List<Expression> arguments = call.arguments();
        final int own = isVariable(arguments.get(0), variable, typing) ? 0 : isVariable(arguments.get(1), variable, typing) ? 1 : -1;
        if (own < 0 || !isOrdered(variable.type()) || !fits(typing.type(arguments.get(1 - own)), variable.type())) {
            return Optional.empty();
        }
        final boolean signed = !(variable.type() instanceof Type.Integer range) || Integers.storage(range).mayBeNegative();
        final Merge merge = minimum ? signed ? Merge.MIN_SIGNED : Merge.MIN_UNSIGNED : signed ? Merge.MAX_SIGNED : Merge.MAX_UNSIGNED;
        return Optional.of(new Update(merge, arguments.get(own)));
    }

    private static boolean isVariable(Expression expression, LocalSymbol variable, Typing typing) {
        return typing.binding(expression) instanceof Binding.Local local && local.symbol() == variable;
    }

    private static Optional<Merge> operator(BinaryOperator operator, Type type) {
        return switch (operator) {
            case ADD, SUBTRACT -> isWholeWords(type) ? Optional.of(Merge.SUM) : Optional.empty();
            case BIT_OR -> type instanceof Type.Integer ? Optional.of(Merge.OR) : Optional.empty();
            case BIT_AND -> type instanceof Type.Integer ? Optional.of(Merge.AND) : Optional.empty();
            case BIT_XOR -> type instanceof Type.Integer ? Optional.of(Merge.XOR) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Sums wrap modulo the width of the type; they are merged modulo the width of their place. */
    private static boolean isWholeWords(Type type) {
        return isOrdered(type) && !(type instanceof Type.Integer range && !Integers.storage(range).equals(range));
    }

    private static boolean isOrdered(Type type) {
        return type instanceof Type.Integer || type == Type.Simple.TIME || type == Type.Simple.DURATION;
    }

    /** Numbers of different signs are compared as i64, which is no order of the largest u64. */
    private static boolean fits(Type value, Type variable) {
        return value.equals(variable) || variable instanceof Type.Integer place && (value instanceof Type.Integer number ? place.contains(number) : value == Type.Simple.COUNTER && place.contains(Integers.U64));
    }
}
