package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Arithmetic.Binary;
import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.predicate.Value.Operator;

/** Writes numbers with the parentheses they need, and around each {@code %} and {@code ^} that is part of another operation. */
final class NumberPrinter {
    private NumberPrinter() {}

    static String print(Arithmetic number) {
        return switch (number) {
            case Arithmetic.Number plain -> Long.toString(plain.value());
            case Arithmetic.Length _ -> "len";
            case Arithmetic.Accessor accessor -> PrimitivePrinter.protocol(accessor.protocol()) + "[" + print(accessor.offset())
                    + (accessor.size() == 1 ? "" : ":" + accessor.size()) + "]";
            case Arithmetic.Negation negation -> "-" + grouped(negation.operand(), negation.operand() instanceof Binary);
            case Binary binary -> binary(binary);
        };
    }

    private static String binary(Binary binary) {
        final int strength = Precedence.strength(binary.operator());
        if (strength == 0) {        // takes one operand before it and everything behind it
            final boolean isSingle = !(binary.left() instanceof Binary || binary.left() instanceof Arithmetic.Negation);
            return grouped(binary.left(), !isSingle) + " " + binary.operator().sign() + " " + print(binary.right());
        }
        final boolean groupLeft = binary.left() instanceof Binary left && isWeaker(left, strength);
        final boolean groupRight = binary.right() instanceof Binary right && isWeaker(right, strength + 1);
        return grouped(binary.left(), groupLeft) + " " + binary.operator().sign() + " " + grouped(binary.right(), groupRight);
    }

    private static boolean isWeaker(Binary binary, int strength) {
        return Precedence.strength(binary.operator()) < strength;
    }

    private static String grouped(Arithmetic number, boolean group) {
        return group ? "(" + print(number) + ")" : print(number);
    }
}
