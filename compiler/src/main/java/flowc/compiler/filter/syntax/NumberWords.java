package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.ast.Qualifiers.Protocol;

/** Says in English which number of a packet is meant; longer calculations keep their signs. */
final class NumberWords {
    private NumberWords() {}

    static String of(Arithmetic number) {
        return switch (number) {
            case Arithmetic.Number plain -> Long.toString(plain.value());
            case Arithmetic.Length _ -> "the length on the wire";
            case Arithmetic.Accessor accessor -> accessor(accessor);
            case Arithmetic.Negation negation -> "-" + part(negation.operand());
            case Arithmetic.Binary binary -> part(binary.left()) + " " + binary.operator().sign() + " " + part(binary.right());
        };
    }

    private static String part(Arithmetic number) {
        return switch (number) {
            case Arithmetic.Number _, Arithmetic.Length _ -> of(number);
            case Arithmetic.Accessor accessor when accessor.offset() instanceof Arithmetic.Number -> of(accessor);
            default -> "(" + of(number) + ")";
        };
    }

    private static String accessor(Arithmetic.Accessor accessor) {
        final String header = accessor.protocol() == Protocol.LINK ? "the frame" : "the " + ProtocolWords.name(accessor.protocol()) + " header";
        if (accessor.offset() instanceof Arithmetic.Number offset) {
            return (accessor.size() == 1 ? "byte " + offset.value() : "bytes " + offset.value() + " to " + (offset.value() + accessor.size() - 1)) + " of " + header;
        }
        return (accessor.size() == 1 ? "the byte" : "the " + accessor.size() + " bytes") + " at " + of(accessor.offset()) + " of " + header;
    }
}
