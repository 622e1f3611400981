package flowc.compiler.filter.ast;

import flowc.compiler.filter.predicate.Predicate.Comparison;
import java.util.List;
import java.util.OptionalLong;

/**
 * A pcap-filter expression. Order is that of the text: {@code vlan} and its like change what everything to their right means, parentheses or not,
 * so whoever gives a meaning walks left before right.
 */
public sealed interface FilterExpression {
    Place place();

    /** The empty expression: every packet. */
    record Everything(Place place) implements FilterExpression {}

    record And(FilterExpression left, FilterExpression right, Place place) implements FilterExpression {}

    record Or(FilterExpression left, FilterExpression right, Place place) implements FilterExpression {}

    record Not(FilterExpression operand, Place place) implements FilterExpression {}

    // Ids with their qualifiers, written or inherited.

    /** A name: of a host, network, port, protocol, range of ports…, by the qualifiers. An escape's backslash is gone. */
    record Name(Qualifiers qualifiers, String name, Place place) implements FilterExpression {}

    /** One number, 0 … 2^32 - 1. */
    record Number(Qualifiers qualifiers, long value, Place place) implements FilterExpression {}

    /** 2 to 4 numbers with dots as written, {@code 10.1}; not yet checked. */
    record Dotted(Qualifiers qualifiers, String text, Place place) implements FilterExpression {}

    /** {@code text/length}. */
    record DottedPrefix(Qualifiers qualifiers, String text, long length, Place place) implements FilterExpression {}

    /** {@code text mask mask}. */
    record DottedMask(Qualifiers qualifiers, String text, String mask, Place place) implements FilterExpression {}

    /** An IPv6 address, 16 bytes; {@code length} is absent where no prefix was written. */
    record Ip6(Qualifiers qualifiers, List<Byte> address, OptionalLong length, Place place) implements FilterExpression {}

    /** A MAC address, 6 bytes. */
    record Mac(Qualifiers qualifiers, List<Byte> address, Place place) implements FilterExpression {}

    /** {@code $XX}. */
    record Arcnet(Qualifiers qualifiers, int address, Place place) implements FilterExpression {}

    // Primitives without an id.

    /** A protocol's word alone: {@code tcp}. */
    record Protocol(Qualifiers.Protocol protocol, Place place) implements FilterExpression {}

    record Relation(Comparison comparison, Arithmetic left, Arithmetic right, Place place) implements FilterExpression {}

    /** {@code protocol} is NONE or LINK, IP or IP6 before it. */
    record Broadcast(Qualifiers.Protocol protocol, Place place) implements FilterExpression {}

    record Multicast(Qualifiers.Protocol protocol, Place place) implements FilterExpression {}

    /** {@code less N}: len <= N. */
    record Less(long length, Place place) implements FilterExpression {}

    /** {@code greater N}: len >= N. */
    record Greater(long length, Place place) implements FilterExpression {}

    /** {@code byte N op V}; {@code operator} is {@code =}, {@code <}, {@code >}, {@code &} or {@code |}. */
    record ByteTest(long index, char operator, long value, Place place) implements FilterExpression {}

    /** {@code inbound}, or {@code outbound}. */
    record Bound(boolean outbound, Place place) implements FilterExpression {}

    record InterfaceIndex(long index, Place place) implements FilterExpression {}

    /** {@code vlan}, {@code mpls}, {@code pppoed}, {@code pppoes}, {@code geneve}, the last four… with or without a number. */
    record Shift(Encapsulation encapsulation, OptionalLong number, Place place) implements FilterExpression {}

    /** {@code llc}, or {@code llc i}; null without a kind. */
    record Llc(String kind, Place place) implements FilterExpression {}

    /** {@code type T [subtype S]}, {@code subtype S} of 802.11: T and S as written, name or number, null when absent. */
    record WlanType(String type, String subtype, Place place) implements FilterExpression {}

    /** {@code dir D} of 802.11, name or number as written. */
    record WlanDirection(String direction, Place place) implements FilterExpression {}

    /** OpenBSD's packet filter: {@code field} is ifname, ruleset, rulenum, subrulenum, reason or action, {@code value} as written. */
    record PacketFilterLog(String field, String value, Place place) implements FilterExpression {}

    /** An ATM word alone: {@code lane}, {@code metac}, {@code oamf4}… */
    record Atm(String word, Place place) implements FilterExpression {}

    /** An MTP2 word alone: {@code fisu}, {@code hmsu}… */
    record Mtp(String word, Place place) implements FilterExpression {}

    /** {@code vpi}, {@code vci} or an MTP3 field ({@code sio opc dpc sls} and those with h) against one number. */
    record FieldTest(String field, Comparison comparison, long value, Place place) implements FilterExpression {}

    enum Encapsulation { VLAN, MPLS, PPPOE_DISCOVERY, PPPOE_SESSION, GENEVE }
}
