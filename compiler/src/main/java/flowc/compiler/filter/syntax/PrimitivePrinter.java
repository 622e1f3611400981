package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.FilterExpression.Encapsulation;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers.Type;
import flowc.grammar.PcapFilterLexer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.antlr.v4.runtime.Token;

/** Writes conditions that hold no other, each in one spelling. */
final class PrimitivePrinter {
    private PrimitivePrinter() {}

    static String print(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.Name name -> qualifiers(name.qualifiers()) + name(name.name());
            case FilterExpression.Number number -> qualifiers(number.qualifiers()) + number.value();
            case FilterExpression.Dotted dotted -> qualifiers(dotted.qualifiers()) + dotted.text();
            case FilterExpression.DottedPrefix dotted -> qualifiers(dotted.qualifiers()) + dotted.text() + "/" + dotted.length();
            case FilterExpression.DottedMask dotted -> qualifiers(dotted.qualifiers()) + dotted.text() + " mask " + dotted.mask();
            case FilterExpression.Ip6 ip6 -> qualifiers(ip6.qualifiers()) + Addresses.ip6(ip6.address())
                    + (ip6.length().isPresent() ? "/" + ip6.length().getAsLong() : "");
            case FilterExpression.Mac mac -> qualifiers(mac.qualifiers()) + Addresses.mac(mac.address());
            case FilterExpression.Arcnet arcnet -> qualifiers(arcnet.qualifiers()) + "$" + Integer.toHexString(arcnet.address());
            case FilterExpression.Protocol protocol -> protocol(protocol.protocol());
            case FilterExpression.Broadcast cast -> word(protocol(cast.protocol())) + "broadcast";
            case FilterExpression.Multicast cast -> word(protocol(cast.protocol())) + "multicast";
            default -> withoutId(expression);
        };
    }

    private static String withoutId(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.Less less -> "less " + less.length();
            case FilterExpression.Greater greater -> "greater " + greater.length();
            case FilterExpression.ByteTest test -> "byte " + test.index() + " " + test.operator() + " " + test.value();
            case FilterExpression.Bound bound -> bound.outbound() ? "outbound" : "inbound";
            case FilterExpression.InterfaceIndex index -> "ifindex " + index.index();
            case FilterExpression.Shift shift -> encapsulation(shift.encapsulation()) + number(shift.number());
            case FilterExpression.Llc llc -> llc.kind() == null ? "llc" : llc.kind().equals("rnr") ? "llc rnr" : "llc " + name(llc.kind());
            case FilterExpression.WlanType type -> (type.type() == null ? "" : "type " + code(type.type()))
                    + (type.type() == null || type.subtype() == null ? "" : " ") + (type.subtype() == null ? "" : "subtype " + code(type.subtype()));
            case FilterExpression.WlanDirection direction -> "dir " + code(direction.direction());
            case FilterExpression.PacketFilterLog log -> log.field() + " "
                    + (List.of("ifname", "ruleset", "action").contains(log.field()) ? name(log.value()) : code(log.value()));
            case FilterExpression.Atm atm -> atm.word();
            case FilterExpression.Mtp mtp -> mtp.word();
            case FilterExpression.FieldTest test -> test.field() + " " + FilterPrinter.sign(test.comparison()) + " " + test.value();
            default -> throw new IllegalStateException("the expression must be a primitive: expression=" + expression);
        };
    }

    /** Empty without one. {@code ether} stands for all words of the link level. */
    static String protocol(Protocol protocol) {
        return switch (protocol) {
            case NONE -> "";
            case LINK -> "ether";
            default -> protocol.name().toLowerCase(Locale.ROOT).replace("isis_", "");
        };
    }

    static String direction(Direction direction) {
        return direction == Direction.NONE ? "" : direction.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String qualifiers(Qualifiers qualifiers) {
        final String type = qualifiers.type() == Type.NONE ? "" : qualifiers.type().name().toLowerCase(Locale.ROOT);
        return word(protocol(qualifiers.protocol())) + word(direction(qualifiers.direction())) + word(type);
    }

    private static String word(String word) {
        return word.isEmpty() ? "" : word + " ";
    }

    static String encapsulation(Encapsulation encapsulation) {
        return switch (encapsulation) {
            case VLAN -> "vlan";
            case MPLS -> "mpls";
            case PPPOE_DISCOVERY -> "pppoed";
            case PPPOE_SESSION -> "pppoes";
            case GENEVE -> "geneve";
        };
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? " " + number.getAsLong() : "";
    }

    private static String code(String nameOrNumber) {
        return nameOrNumber.chars().allMatch(Character::isDigit) ? nameOrNumber : name(nameOrNumber);
    }

    /** With a backslash where the text alone would be something else than a name. */
    private static String name(String name) {
        final List<Token> tokens = TokenReader.scan(name);
        return tokens.size() == 2 && tokens.getFirst().getType() == PcapFilterLexer.ID ? name : "\\" + name;
    }
}
