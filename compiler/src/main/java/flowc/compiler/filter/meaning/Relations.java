package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.NETWORK;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.ast.FilterExpression.Relation;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value.Operator;
import flowc.compiler.filter.predicate.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons of arithmetic. An accessor is guarded by tests of its protocol, and guards stand in front of the whole relation; of two operands of
 * an operator only the left one's guard counts, as in libpcap.
 */
final class Relations {
    /** Not less than what the parser lets through. */
    private static final int DEEPEST = 1000;

    /** A number, the register it waits in, and what must hold for it to be one; null where nothing must. */
    private record Guarded(Value value, int register, Predicate guard) {}

    private final LinkState state;
    private final Loads loads;
    private final Protocols protocols;
    private final Ports ports;
    /** What goes to registers before the comparison. */
    private final List<Predicate> stores = new ArrayList<>();

    Relations(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.protocols = new Protocols(state, loads, link);
        this.ports = new Ports(state, loads, link);
    }

    Predicate relation(Relation relation) {
        final Guarded left = number(relation.left(), 0);
        final Guarded right = number(relation.right(), 0);
        state.registers().release(left.register);
        state.registers().release(right.register);
        final Predicate test = new Predicate.Test(relation.comparison(), left.value, right.value);
        return guarded(left.guard, guarded(right.guard, stored(test)));
    }

    private Predicate stored(Predicate test) {
        Predicate result = test;
        for (final Predicate store : stores.reversed()) {
            result = Tests.and(store, result);
        }
        return result;
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
                yield waiting(new Value.Negation(operand.value), operand.register, operand.guard);
            }
            case Arithmetic.Binary binary -> binary(binary, depth);
            case Arithmetic.Accessor accessor -> accessor(accessor, depth);
        };
    }

    private Guarded held(Value value) {
        return waiting(value, state.takeRegister(), null);
    }

    private Guarded waiting(Value value, int register, Predicate guard) {
        stores.add(new Predicate.Set(register, value));
        return new Guarded(value, register, guard);
    }

    private Guarded binary(Arithmetic.Binary binary, int depth) {
        final Guarded left = number(binary.left(), depth + 1);
        final Guarded right = number(binary.right(), depth + 1);
        state.place = binary.place();
        check(binary.operator(), binary.right());
        state.registers().release(left.register);
        state.registers().release(right.register);
        final Value result = Tests.binary(binary.operator(), left.value, right.value);
        return waiting(result, state.takeRegister(), left.guard);
    }

    /**
     * libpcap looks for constants that make no sense on the right at the first instruction of the operand, where {@code ip[0]} has a constant as well;
     * what it refuses so is refused here too, since a filter should not be one in one of both.
     */
    private void check(Operator operator, Arithmetic right) {
        state.place = right.place();
        final String hint = right instanceof Arithmetic.Number
                ? ""
                : "libpcap takes the first number of what stands here for all of it: write ip[1 - 1] for ip[0]";
        switch (operator) {
            case DIVIDE, REMAINDER -> {
                if (firstNumber(right) == 0) {
                    throw state.errorWithHint(hint, operator == Operator.DIVIDE ? "division by zero" : "modulus by zero");
                }
            }
            case SHIFT_LEFT, SHIFT_RIGHT -> {
                if (firstNumber(right) > 31) {
                    throw state.errorWithHint(hint, "shift by more than 31 bits");
                }
            }
            default -> { }
        }
    }

    /** What is computed first; 1, which is no harm, where that is no constant. */
    private static long firstNumber(Arithmetic arithmetic) {
        Arithmetic first = arithmetic;
        while (true) {
            switch (first) {
                case Arithmetic.Number number -> {
                    return number.value();
                }
                case Arithmetic.Length _ -> {
                    return 1;
                }
                case Arithmetic.Negation negation -> first = negation.operand();
                case Arithmetic.Binary binary -> first = binary.left();
                case Arithmetic.Accessor accessor -> first = accessor.offset();
            }
        }
    }

    private Guarded accessor(Arithmetic.Accessor accessor, int depth) {
        final Guarded index = number(accessor.offset(), depth + 1);
        state.place = accessor.place();
        if (accessor.size() != 1 && accessor.size() != 2 && accessor.size() != 4) {
            throw state.error("data size must be 1, 2, or 4");
        }
        final int register = state.takeRegister();
        state.registers().release(index.register);
        final Value value = load(accessor, index.value);
        return waiting(value, register, guard(accessor.protocol(), index.guard));
    }

    private Value load(Arithmetic.Accessor accessor, Value index) {
        final int size = (int) accessor.size();
        return switch (accessor.protocol()) {
            case RADIO -> {
                rejectWithoutRadio();
                yield Loads.indexed(index, 0, size);
            }
            case LINK -> from(index, state.header, 0, size);
            case ATALK, ARP, RARP, LAT, MOPRC, MOPDL, SCA, DECNET, IP, IP6 -> from(index, state.payload, state.network, size);
            case SCTP, TCP, UDP, ICMP, IGMP, IGRP, PIM, VRRP, CARP -> Loads.indexed(
                    Tests.add(index, loads.ip4HeaderLength()), state.payload.constant + state.network, size);
            case ICMP6 -> from(index, state.payload, state.network + Loads.IP6_HEADER_LENGTH, size);
            default -> throw state.errorWithHint(
                    "bytes can be read of ether, ip, ip6, arp, tcp, udp, icmp, icmp6 and their like", "unsupported index operation");
        };
    }

    private Predicate guard(Protocol protocol, Predicate index) {
        return switch (protocol) {
            case RADIO, LINK -> index;
            case ICMP6 -> alsoGuarded(index, Tests.and(protocols.is(Protocol.IP6), loads.equal(NETWORK, 6, 1, 58)));
            case SCTP, TCP, UDP, ICMP, IGMP, IGRP, PIM, VRRP, CARP -> {
                final Predicate firstFragment = Tests.and(protocols.is(protocol), ports.firstFragment());
                yield Tests.and(protocols.is(Protocol.IP), alsoGuarded(index, firstFragment));
            }
            default -> alsoGuarded(index, protocols.is(protocol));
        };
    }

    private static Predicate alsoGuarded(Predicate inner, Predicate outer) {
        return inner == null ? outer : Tests.and(inner, outer);
    }

    private Value from(Value index, Offset offset, int distance, int size) {
        final Value place = offset.variable ? Tests.add(index, loads.register(offset)) : index;
        return Loads.indexed(place, offset.constant + distance, size);
    }

    private void rejectWithoutRadio() {
        switch (state.type) {
            case IEEE802_11_RADIO, IEEE802_11_RADIO_AVS, PRISM_HEADER -> { }
            default -> throw state.error("radio information not present in capture");
        }
    }
}
