package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import java.util.List;
import java.util.Optional;

/**
 * The form of a header in which nothing comes behind its fixed fields, as IPv4's without options: its {@code field} is {@code value} then. In code for that form alone all
 * that follows is at fixed distances, and what the header's conditions say of the field is known.
 */
record ShortForm(HeaderSymbol.WireField field, long value) {
    /** The section that is not there. */
    static final int ABSENT_SECTION = 1;

    /** Wider fields count what every packet has, as a capture's own headers do. */
    private static final int MOST_BITS = Byte.SIZE;

    /** Empty where a header has no bytes of variable length right behind its first fields, or these are not counted by a short one of the fields, multiplied by and added to constants. */
    static Optional<ShortForm> of(HeaderSymbol header, Lowering lowering, Environment env) {
        if (header.sections().size() <= ABSENT_SECTION || header.sections().get(ABSENT_SECTION).size() == null) {
            return Optional.empty();
        }
        final IrExpression[] size = new IrExpression[1];
        final List<IrStatement> besides = env.method.nested(() -> size[0] = lowering.expressions.lower(header.sections().get(ABSENT_SECTION).size(), env).scalar());
        return besides.stream().allMatch(IrStatement.Assign.class::isInstance) ? count(size[0], 0, besides).flatMap(count -> field(count, header, lowering, env)) : Optional.empty();
    }

    /** {@code number} has value {@code value}. */
    private record Count(IrExpression number, long value) {}

    /** What {@code size}, with locals from {@code assignments}, is computed from, and what that is when the size is {@code value}. */
    private static Optional<Count> count(IrExpression size, long value, List<IrStatement> assignments) {
        return switch (size) {
            case IrExpression.Read(IrLocal local) -> assigned(local, assignments).flatMap(assigned -> count(assigned, value, assignments));
            case IrExpression.Arithmetic(IrOperator operator, IrExpression left, IrExpression.LongConstant(long constant)) -> switch (operator) {
                case ADD -> count(left, value - constant, assignments);
                case SUBTRACT -> count(left, value + constant, assignments);
                case MULTIPLY -> constant != 0 && value % constant == 0 ? count(left, value / constant, assignments) : Optional.empty();
                default -> Optional.of(new Count(size, value));
            };
            default -> Optional.of(new Count(size, value));
        };
    }

    private static Optional<IrExpression> assigned(IrLocal local, List<IrStatement> assignments) {
        return assignments.stream().map(IrStatement.Assign.class::cast).filter(assign -> assign.local().equals(local)).map(IrStatement.Assign::value).findFirst();
    }

    private static Optional<ShortForm> field(Count count, HeaderSymbol header, Lowering lowering, Environment env) {
        return header.fields().values().stream()
                .filter(field -> field instanceof HeaderSymbol.WireField wire && wire.section() == 0 && wire.bits() <= MOST_BITS
                        && lowering.fields.wire(header, wire, env) instanceof Value.Scalar(IrExpression number) && number.equals(count.number()))
                .findFirst().map(field -> new ShortForm((HeaderSymbol.WireField) field, count.value()));
    }
}
