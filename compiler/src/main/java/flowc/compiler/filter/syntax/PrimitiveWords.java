package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import java.util.Locale;
import java.util.OptionalLong;

/** Says in English what a condition that holds no other asks of a packet. */
final class PrimitiveWords {
    private PrimitiveWords() {}

    static String of(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.Name id -> IdWords.of(id.qualifiers(), id.name());
            case FilterExpression.Number id -> IdWords.of(id.qualifiers(), isEtherType(id.qualifiers()) ? String.format(Locale.ROOT, "0x%04x", id.value()) : Long.toString(id.value()));
            case FilterExpression.Dotted id -> IdWords.of(id.qualifiers(), id.text());
            case FilterExpression.DottedPrefix id -> IdWords.of(network(id.qualifiers()), id.text() + "/" + id.length());
            case FilterExpression.DottedMask id -> IdWords.of(network(id.qualifiers()), id.text() + " with mask " + id.mask());
            case FilterExpression.Ip6 id -> IdWords.ip6(id);
            case FilterExpression.Mac id -> IdWords.of(id.qualifiers(), Addresses.mac(id.address()));
            case FilterExpression.Arcnet id -> IdWords.of(id.qualifiers(), "$" + Integer.toHexString(id.address()));
            case FilterExpression.Protocol alone -> ProtocolWords.packets(alone.protocol());
            case FilterExpression.Relation relation -> NumberWords.of(relation.left()) + " " + comparison(relation.comparison()) + " "
                    + NumberWords.of(relation.right());
            case FilterExpression.Broadcast cast -> (cast.protocol() == Protocol.IP ? "an IPv4" : "a link-level") + " broadcast";
            case FilterExpression.Multicast cast -> switch (cast.protocol()) {
                case IP -> "an IPv4 multicast";
                case IP6 -> "an IPv6 multicast";
                default -> "a link-level multicast or broadcast";
            };
            default -> others(expression);
        };
    }

    private static boolean isEtherType(Qualifiers qualifiers) {
        return qualifiers.protocol() == Protocol.LINK && qualifiers.type() == Qualifiers.Type.PROTO;
    }

    private static Qualifiers network(Qualifiers qualifiers) {
        return new Qualifiers(qualifiers.protocol(), qualifiers.direction(), Qualifiers.Type.NET);
    }

    private static String others(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.Less less -> "at most " + less.length() + " bytes long on the wire";
            case FilterExpression.Greater greater -> "at least " + greater.length() + " bytes long on the wire";
            case FilterExpression.ByteTest test -> "byte " + test.index() + " of the packet " + switch (test.operator()) {
                case '=' -> "is " + test.value();
                case '<' -> "is less than " + test.value();
                case '>' -> "is more than " + test.value();
                case '&' -> "has a bit of " + test.value();
                default -> "or " + test.value() + " is not 0";
            };
            case FilterExpression.Bound bound -> bound.outbound() ? "sent by the capturing machine" : "received by the capturing machine";
            case FilterExpression.InterfaceIndex index -> "on the interface with index " + index.index();
            case FilterExpression.Shift shift -> shift(shift);
            case FilterExpression.Llc llc -> llc.kind() == null ? "an LLC frame" : "an LLC frame of kind " + llc.kind();
            case FilterExpression.WlanType type -> "an 802.11 frame" + (type.type() == null ? "" : " of type " + type.type())
                    + (type.subtype() == null ? "" : (type.type() == null ? " of" : " and") + " subtype " + type.subtype());
            case FilterExpression.WlanDirection direction -> "an 802.11 frame of direction " + direction.direction();
            case FilterExpression.PacketFilterLog log -> "logged by the packet filter with " + log.field() + " " + log.value();
            case FilterExpression.Atm atm -> "an ATM cell of kind " + atm.word();
            case FilterExpression.Mtp mtp -> "a signal unit of kind " + mtp.word();
            case FilterExpression.FieldTest test -> "the field " + test.field() + " " + comparison(test.comparison()) + " " + test.value();
            default -> throw new IllegalStateException("the expression must be a primitive: expression=" + expression);
        };
    }

    private static String shift(FilterExpression.Shift shift) {
        final String number = number(shift.number());
        return switch (shift.encapsulation()) {
            case VLAN -> "a VLAN tag" + (number.isEmpty() ? "" : " with id" + number) + "; what follows is looked for behind it";
            case MPLS -> "an MPLS label" + number + "; what follows is looked for behind it";
            case PPPOE_DISCOVERY -> "PPPoE discovery";
            case PPPOE_SESSION -> "a PPPoE session" + number + "; what follows is looked for inside it";
            case GENEVE -> "Geneve" + (number.isEmpty() ? "" : " with network identifier" + number) + "; what follows is looked for inside it";
        };
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? " " + number.getAsLong() : "";
    }

    static String comparison(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "is";
            case NOT_EQUAL -> "is not";
            case LESS -> "is less than";
            case LESS_EQUAL -> "is at most";
            case GREATER -> "is more than";
            case GREATER_EQUAL -> "is at least";
        };
    }
}
