package flowc.compiler.filter.meaning;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;

/** Reads a packet at places relative to its headers, wherever they are by now. */
final class Loads {
    /** What an offset counts from. */
    enum From {
        PACKET,
        LINK_HEADER,
        PREVIOUS_LINK_HEADER,
        TYPE_FIELD,
        /** What follows the link-layer header: LLC on link types that have it. */
        LLC,
        NETWORK,
        NETWORK_WITHOUT_SNAP,
        /** The label before the one that the network header now is. */
        PREVIOUS_LABEL,
        /** Behind an IPv4 header of any length. */
        IP4_PAYLOAD,
        /** Behind an IPv6 header without extensions. */
        IP6_PAYLOAD
    }

    static final int IP6_HEADER_LENGTH = 40;
    private static final int LABEL_LENGTH = 4;

    private final LinkState state;

    Loads(LinkState state) {
        this.state = state;
    }

    Value load(From from, int offset, int bytes) {
        return switch (from) {
            case PACKET -> at(Offset.at(0), offset, bytes);
            case LINK_HEADER -> at(state.header, offset, bytes);
            case PREVIOUS_LINK_HEADER -> at(state.previousHeader, offset, bytes);
            case TYPE_FIELD -> at(state.typeField, offset, bytes);
            case LLC -> at(state.payload, offset, bytes);
            case NETWORK -> at(state.payload, state.network + offset, bytes);
            case NETWORK_WITHOUT_SNAP -> at(state.payload, state.networkWithoutSnap + offset, bytes);
            case PREVIOUS_LABEL -> at(state.payload, state.network - LABEL_LENGTH + offset, bytes);
            case IP4_PAYLOAD -> indexed(ip4HeaderLength(), state.payload.constant + state.network + offset, bytes);
            case IP6_PAYLOAD -> at(state.payload, state.network + IP6_HEADER_LENGTH + offset, bytes);
        };
    }

    private Value at(Offset offset, int distance, int bytes) {
        final int displacement = offset.constant + distance;
        return offset.variable ? indexed(register(offset), displacement, bytes) : new Value.Load(bytes, new Value.Constant(displacement));
    }

    /** At {@code index} + {@code displacement}, the sum that does not wrap. */
    static Value indexed(Value index, int displacement, int bytes) {
        return new Value.Load(bytes, Tests.add(index, displacement));
    }

    /** Bytes from the packet's start that the register of {@code offset} has; 0 where it has none. */
    Value variablePart(Offset offset) {
        return offset.variable ? register(offset) : new Value.Constant(0);
    }

    Value register(Offset offset) {
        if (offset.register == Offset.NO_REGISTER) {
            offset.register = state.keepRegister();
        }
        return new Value.Register(offset.register);
    }

    /** Bytes from the constant part of the network header's place to behind the IPv4 header. */
    Value ip4HeaderLength() {
        final Value words = Tests.masked(load(From.NETWORK, 0, 1), 0xf);
        final Value length = Tests.binary(Value.Operator.SHIFT_LEFT, words, new Value.Constant(2));
        return state.payload.variable ? Tests.add(length, register(state.payload)) : length;
    }

    Predicate equal(From from, int offset, int bytes, int value) {
        return Tests.equal(load(from, offset, bytes), value);
    }

    /** Whether the bits of {@code mask} are those of {@code value}. */
    Predicate masked(From from, int offset, int bytes, int value, int mask) {
        return Tests.equal(Tests.masked(load(from, offset, bytes), mask), value);
    }

    Predicate compare(Comparison comparison, From from, int offset, int bytes, int value) {
        return Tests.compare(comparison, load(from, offset, bytes), value);
    }

    Predicate anyBit(From from, int offset, int bytes, int bits) {
        return Tests.anyBit(load(from, offset, bytes), bits);
    }

    /** Whether {@code bytes} stand there. Tested from the end, in words as large as fit. */
    Predicate same(From from, int offset, byte[] bytes) {
        Predicate result = null;
        int end = bytes.length;
        while (end > 0) {
            final int width = end >= 4 ? 4 : end >= 2 ? 2 : 1;
            end -= width;
            final Predicate part = equal(from, offset + end, width, bigEndian(bytes, end, width));
            result = result == null ? part : new Predicate.And(result, part);
        }
        return result == null ? Tests.always() : result;
    }

    static int bigEndian(byte[] bytes, int offset, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[offset + i] & 0xff;
        }
        return value;
    }
}
