package flowc.compiler.filter.rules;

import java.util.Optional;

/**
 * Packets of one family whose fields have given values. Only fields in {@code shape} count, the others are 0. Addresses of 4 bytes lie in the
 * low half of {@code sourceLow} and {@code destinationLow}; ARP's are those of sender and target.
 *
 * @param ports protocol, source and destination port: {@code protocol << 32 | source << 16 | destination}
 */
public record Pattern(Family family, int shape, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long ports) {
    static final int SOURCE = 1;
    static final int DESTINATION = 2;
    static final int PROTOCOL = 4;
    static final int SOURCE_PORT = 8;
    static final int DESTINATION_PORT = 16;

    private static final int PROTOCOL_SHIFT = 32;
    private static final int SOURCE_PORT_SHIFT = 16;

    static Pattern any(Family family) {
        return new Pattern(family, 0, 0, 0, 0, 0, 0);
    }

    static Pattern source(Family family, long high, long low) {
        return new Pattern(family, SOURCE, high, low, 0, 0, 0);
    }

    static Pattern destination(Family family, long high, long low) {
        return new Pattern(family, DESTINATION, 0, 0, high, low, 0);
    }

    static Pattern protocol(Family family, long number) {
        return new Pattern(family, PROTOCOL, 0, 0, 0, 0, number << PROTOCOL_SHIFT);
    }

    static Pattern sourcePort(Family family, long port) {
        return new Pattern(family, SOURCE_PORT, 0, 0, 0, 0, port << SOURCE_PORT_SHIFT);
    }

    static Pattern destinationPort(Family family, long port) {
        return new Pattern(family, DESTINATION_PORT, 0, 0, 0, 0, port);
    }

    static long ports(long protocol, long sourcePort, long destinationPort) {
        return protocol << PROTOCOL_SHIFT | sourcePort << SOURCE_PORT_SHIFT | destinationPort;
    }

    /** Bits of {@link #ports} that count in {@code shape}. */
    static long portsMask(int shape) {
        return ((shape & PROTOCOL) != 0 ? 0x7fff_ffffL << PROTOCOL_SHIFT : 0)
                | ((shape & SOURCE_PORT) != 0 ? 0xffffL << SOURCE_PORT_SHIFT : 0)
                | ((shape & DESTINATION_PORT) != 0 ? 0xffffL : 0);
    }

    static boolean hasPorts(int shape) {
        return (shape & (SOURCE_PORT | DESTINATION_PORT)) != 0;
    }

    /** Packets that both match; empty where there can be none. */
    Optional<Pattern> and(Pattern other) {
        final int both = shape & other.shape;
        final boolean agrees = family == other.family
                && ((both & SOURCE) == 0 || sourceHigh == other.sourceHigh && sourceLow == other.sourceLow)
                && ((both & DESTINATION) == 0 || destinationHigh == other.destinationHigh && destinationLow == other.destinationLow)
                && ((ports ^ other.ports) & portsMask(both)) == 0;
        return agrees ? Optional.of(new Pattern(family, shape | other.shape, sourceHigh | other.sourceHigh, sourceLow | other.sourceLow,
                destinationHigh | other.destinationHigh, destinationLow | other.destinationLow, ports | other.ports)) : Optional.empty();
    }
}
