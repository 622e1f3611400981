package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import java.util.Optional;

/** The condition that those bits of {@code word} that {@code mask} has are as in {@code value}, as fields of a byte or two are asked for. Two of them of one word are one. */
record BitsEqual(IrExpression word, long mask, long value) {
    /** What says the same as {@code left} and {@code right}. */
    static Optional<IrExpression> both(IrExpression left, IrExpression right) {
        return of(left).flatMap(one -> of(right).filter(one::agrees).map(one::and));
    }

    private static Optional<BitsEqual> of(IrExpression condition) {
        if (condition instanceof IrExpression.Compare(IrComparison comparison, IrExpression number, IrExpression.LongConstant(long value)) && comparison == IrComparison.EQUAL) {
            final BitsEqual bits = of(number, PossibleBits.of(number), value);
            return (value & ~PossibleBits.of(number)) == 0 && Effects.droppable(bits.word) ? Optional.of(bits) : Optional.empty();
        }
        return Optional.empty();
    }

    /** That of {@code number}, which is computed from a word, those bits that {@code mask} has are as in {@code value}. */
    private static BitsEqual of(IrExpression number, long mask, long value) {
        return switch (number) {
            case IrExpression.Arithmetic(IrOperator operator, IrExpression word, IrExpression.LongConstant _) when operator == IrOperator.AND -> of(word, mask, value);
            case IrExpression.Arithmetic(IrOperator operator, IrExpression word, IrExpression.LongConstant(long count))
                    when operator == IrOperator.SHIFT_RIGHT_UNSIGNED && count >= 0 && count < Long.SIZE -> of(word, mask << count, value << count);
            default -> new BitsEqual(number, mask, value);
        };
    }

    private boolean agrees(BitsEqual other) {
        return word.equals(other.word) && ((value ^ other.value) & mask & other.mask) == 0;
    }

    private IrExpression and(BitsEqual other) {
        final long bits = mask | other.mask;
        final IrExpression asked = (PossibleBits.of(word) & ~bits) == 0 ? word : new IrExpression.Arithmetic(IrOperator.AND, word, new IrExpression.LongConstant(bits));
        return new IrExpression.Compare(IrComparison.EQUAL, asked, new IrExpression.LongConstant(value | other.value));
    }
}
