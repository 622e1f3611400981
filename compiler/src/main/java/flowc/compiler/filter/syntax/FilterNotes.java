package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.FilterExpression.Encapsulation;
import flowc.compiler.filter.ast.FilterNote;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds in an expression what often means something else than its author thinks. */
public final class FilterNotes {
    private static final List<Protocol> IP4_ONLY = List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP, Protocol.ICMP, Protocol.IGMP, Protocol.IGRP, Protocol.PIM,
            Protocol.VRRP, Protocol.CARP);

    private final List<FilterNote> notes = new ArrayList<>();
    private boolean saidPorts;
    private boolean saidAccessors;
    private boolean saidLength;
    private boolean saidLoads;

    private FilterNotes() {}

    /** In the order of their places; each kind at its first place only, where one explanation is enough.
     * @throws FilterError as {@link FilterParser#parse} does */
    public static List<FilterNote> of(String text) {
        final FilterExpression expression = FilterParser.parse(text);
        final FilterNotes found = new FilterNotes();
        found.notes.addAll(GroupingNotes.of(text));
        final List<FilterExpression> leaves = new ArrayList<>();
        found.walk(expression, false, leaves);
        found.shifts(leaves);
        found.notes.sort(Comparator.comparingInt(note -> note.place().start()));
        return List.copyOf(found.notes);
    }

    private void add(Place place, String text) {
        notes.add(new FilterNote(place, text));
    }

    /** {@code decides} is whether something else may still accept a packet that this part rejects: under a not, or left of an or. */
    private void walk(FilterExpression expression, boolean decides, List<FilterExpression> leaves) {
        switch (expression) {
            case FilterExpression.And and -> {
                walk(and.left(), decides, leaves);
                walk(and.right(), decides, leaves);
            }
            case FilterExpression.Or or -> {
                walk(or.left(), true, leaves);
                walk(or.right(), decides, leaves);
            }
            case FilterExpression.Not not -> walk(not.operand(), true, leaves);
            default -> {
                leaves.add(expression);
                leaf(expression, decides);
            }
        }
    }

    private void leaf(FilterExpression expression, boolean decides) {
        switch (expression) {
            case FilterExpression.Relation relation -> {
                number(relation.left(), decides, relation.place());
                number(relation.right(), decides, relation.place());
            }
            case FilterExpression.Less less -> length(less.place());
            case FilterExpression.Greater greater -> length(greater.place());
            case FilterExpression.Number id -> id(id.qualifiers(), id.place(), number(id));
            case FilterExpression.Dotted id -> id(id.qualifiers(), id.place(), dotted(id));
            case FilterExpression.Name id -> id(id.qualifiers(), id.place(), null);
            case FilterExpression.Broadcast cast when cast.protocol() == Protocol.IP -> add(cast.place(),
                    "an IPv4 broadcast address depends on the netmask, which a capture file does not tell: give it by --netmask");
            default -> { }
        }
    }

    private void id(Qualifiers qualifiers, Place place, String about) {
        if (about != null) {
            add(place, about);
        }
        final boolean isPort = qualifiers.type() == Type.PORT || qualifiers.type() == Type.PORTRANGE;
        if (isPort && !saidPorts) {
            saidPorts = true;
            add(place, "ports are read from the first fragment of an IPv4 packet, and of IPv6 only where the TCP, UDP or SCTP header directly follows the fixed "
                    + "header: behind extension headers they are not found");
        }
    }

    private static boolean isHost(Qualifiers qualifiers) {
        return (qualifiers.type() == Type.HOST || qualifiers.type() == Type.NONE) && qualifiers.protocol() != Protocol.DECNET && qualifiers.protocol() != Protocol.LINK;
    }

    /** Null where a number is what it seems to be. */
    private static String number(FilterExpression.Number id) {
        final long value = id.value();
        if (!isHost(id.qualifiers())) {
            return id.qualifiers().type() == Type.NET && value == 0 ? "'net 0' is the one address 0.0.0.0; every address is 'net 0.0.0.0/0'" : null;
        }
        return "a number alone is a whole address: " + value + " is " + (value >> 24) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255)
                + (value < 256 ? "; a network is written 'net " + value + "'" : "");
    }

    private static String dotted(FilterExpression.Dotted id) {
        final int parts = id.text().split("\\.").length;
        return !isHost(id.qualifiers()) || parts == 4 ? null
                : "an address with " + parts + " numbers is a network: " + id.text() + ".0".repeat(4 - parts) + "/" + 8 * parts;
    }

    private void number(Arithmetic number, boolean decides, Place relation) {
        switch (number) {
            case Arithmetic.Number _ -> { }
            case Arithmetic.Length length -> length(length.place());
            case Arithmetic.Negation negation -> number(negation.operand(), decides, relation);
            case Arithmetic.Binary binary -> {
                number(binary.left(), decides, relation);
                number(binary.right(), decides, relation);
            }
            case Arithmetic.Accessor accessor -> {
                accessor(accessor, decides, relation);
                number(accessor.offset(), decides, relation);
            }
        }
    }

    private void accessor(Arithmetic.Accessor accessor, boolean decides, Place relation) {
        final String protocol = PrimitivePrinter.protocol(accessor.protocol());
        if (IP4_ONLY.contains(accessor.protocol()) && !saidAccessors) {
            saidAccessors = true;
            add(accessor.place(), "'" + protocol + "[…]' looks at the first fragments of IPv4 packets only; of IPv6 read 'ip6[40 + …]' where no extension header stands between");
        }
        if (decides && !saidLoads) {
            saidLoads = true;
            add(relation, "a packet that ends before these bytes is rejected at once, whatever stands around: under 'not', and left of 'or'"
                    + (accessor.protocol() == Protocol.LINK ? "" : "; 'not' of this is also true of packets that are not " + protocol));
        }
    }

    private void length(Place place) {
        if (!saidLength) {
            saidLength = true;
            add(place, "lengths are those on the wire; fewer bytes may have been captured");
        }
    }

    /** Words that move what stands to their right. */
    private void shifts(List<FilterExpression> leaves) {
        for (int i = 0; i < leaves.size() - 1; i++) {
            if (leaves.get(i) instanceof FilterExpression.Shift shift && shift.encapsulation() != Encapsulation.PPPOE_DISCOVERY) {
                final String word = PrimitivePrinter.encapsulation(shift.encapsulation());
                add(shift.place(), "everything to the right of '" + word + "' is looked for inside it, whatever parentheses, 'or' and 'not' say; what is meant "
                        + "for packets without it stands to its left: 'ip or (" + word + " and ip)'");
            }
        }
    }
}
