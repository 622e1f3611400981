package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.NETWORK;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.ast.Arithmetic.Operator;
import flowc.compiler.filter.ast.FilterExpression.Relation;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.link.LinkType;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;

/**
 * Comparisons of arithmetic. An accessor is guarded by tests of its protocol, and guards stand in front of the whole relation; of two operands of
 * an operator only the left one's guard counts, as in libpcap.
 */
final class Relations {
    /** Not less than what the parser lets through. */
    private static final int DEEPEST = 1000;

    /** A number, and what must hold for it to be one; null where nothing must. */
    private record Guarded(Value value, Predicate guard) {}

    private final LinkState state;
    private final Loads loads;
    private final Protocols protocols;
    private final Ports ports;

    Relations(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.protocols = new Protocols(state, loads, link);
        this.ports = new Ports(state, loads, link);
    }

    Predicate relation(Relation relation) {
        final Guarded left = number(relation.left(), 0);
        final Guarded right = number(relation.right(), 0);
        state.release();
        state.release();
        final Predicate test = new Predicate.Test(Comparison.valueOf(relation.comparison().name()), left.value, right.value);
        return guarded(left.guard, guarded(right.guard, test));
    }

    private static Predicate guarded(Predicate guard, Predicate inner) {
        return guard == null ? inner : Tests.and(guard, inner);
    }

    /** Holds one register when it returns. */
    private Guarded number(Arithmetic arithmetic, int depth) {
        state.place = arithmetic.place();
        if (depth > DEEPEST) {
            throw state.error("this expression is nested too deep");
        }
        return switch (arithmetic) {
            case Arithmetic.Number number -> held(new Value.Constant((int) number.value()));
            case Arithmetic.Length _ -> held(new Value.WireLength());
            case Arithmetic.Negation negation -> {
                final Guarded operand = number(negation.operand(), depth + 1);
                yield new Guarded(new Value.Negation(operand.value), operand.guard);
            }
            case Arithmetic.Binary binary -> binary(binary, depth);
            case Arithmetic.Accessor accessor -> accessor(accessor, depth);
        };
    }

    private Guarded held(Value value) {
        state.hold();
        return new Guarded(value, null);
    }

    private Guarded binary(Arithmetic.Binary binary, int depth) {
        final Guarded left = number(binary.left(), depth + 1);
        final Guarded right = number(binary.right(), depth + 1);
        state.place = binary.place();
        if (binary.right() instanceof Arithmetic.Number number) {
            check(binary.operator(), number);
        }
        state.release();
        return new Guarded(Tests.binary(Value.Operator.valueOf(binary.operator().name()), left.value, right.value), left.guard);
    }

    private void check(Operator operator, Arithmetic.Number right) {
        state.place = right.place();
        switch (operator) {
            case DIVIDE, REMAINDER -> {
                if (right.value() == 0) {
                    throw state.error(operator == Operator.DIVIDE ? "division by zero" : "modulus by zero");
                }
            }
            case SHIFT_LEFT, SHIFT_RIGHT -> {
                if (right.value() > 31) {
                    throw state.error("shift by more than 31 bits");
                }
            }
            default -> { }
        }
    }

    private Guarded accessor(Arithmetic.Accessor accessor, int depth) {
        final Guarded index = number(accessor.offset(), depth + 1);
        state.place = accessor.place();
        if (accessor.size() != 1 && accessor.size() != 2 && accessor.size() != 4) {
            throw state.error("data size must be 1, 2, or 4");
        }
        state.hold();
        state.release();
        final int size = (int) accessor.size();
        return switch (accessor.protocol()) {
            case RADIO -> new Guarded(Loads.indexed(index.value, 0, size), radioGuard(index));
            case LINK -> new Guarded(from(index.value, state.header, 0, size), index.guard);
            case ATALK, ARP, RARP, LAT, MOPRC, MOPDL, SCA, DECNET, IP, IP6 -> new Guarded(
                    from(index.value, state.payload, state.network, size), alsoGuarded(index.guard, protocols.is(accessor.protocol())));
            case SCTP, TCP, UDP, ICMP, IGMP, IGRP, PIM, VRRP, CARP -> {
                final Predicate firstFragment = Tests.and(protocols.is(accessor.protocol()), ports.firstFragment());
                final Predicate guard = Tests.and(protocols.is(Protocol.IP), alsoGuarded(index.guard, firstFragment));
                final Value place = Tests.add(index.value, loads.ip4HeaderLength());
                yield new Guarded(Loads.indexed(place, state.payload.constant + state.network, size), guard);
            }
            case ICMP6 -> {
                final Predicate isIcmp6 = Tests.and(protocols.is(Protocol.IP6), loads.equal(NETWORK, 6, 1, 58));
                yield new Guarded(
                        from(index.value, state.payload, state.network + Loads.IP6_HEADER_LENGTH, size), alsoGuarded(index.guard, isIcmp6));
            }
            default -> throw state.errorWithHint(
                    "bytes can be read of ether, ip, ip6, arp, tcp, udp, icmp, icmp6 and their like", "unsupported index operation");
        };
    }

    private static Predicate alsoGuarded(Predicate inner, Predicate outer) {
        return inner == null ? outer : Tests.and(inner, outer);
    }

    private Value from(Value index, Offset offset, int distance, int size) {
        final Value place = offset.variable ? Tests.add(index, loads.register(offset)) : index;
        return Loads.indexed(place, offset.constant + distance, size);
    }

    private Predicate radioGuard(Guarded index) {
        switch (state.type) {
            case IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PRISM_HEADER -> { }
            default -> throw state.error("radio information not present in capture");
        }
        return index.guard;
    }

    /** A byte of the link-layer header: SLIP's direction. */
    Predicate linkByte(int offset, int value) {
        if (state.type == LinkType.SLIP) {
            state.hold();
            state.release();
        }
        return Tests.equal(from(new Value.Constant(offset), state.header, 0, 1), value);
    }
}
