package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.ast.Qualifiers.Type;
import flowc.compiler.filter.predicate.Predicate;
import java.util.Arrays;
import java.util.List;

/** Numbers and addresses with qualifiers before them. {@link NamedIds} has the names. */
final class Ids {
    private static final int IP6_BITS = 128;

    private final LinkState state;
    private final NetworkAddresses network;
    private final LinkAddresses addresses;
    private final Ports ports;
    private final Protocols protocols;
    private final ProtocolChains chains;

    Ids(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.network = new NetworkAddresses(state, loads, link);
        this.addresses = new LinkAddresses(state, loads, link);
        this.ports = new Ports(state, loads, link);
        this.protocols = new Protocols(state, loads, link);
        this.chains = new ProtocolChains(state, loads, link);
    }

    Predicate number(FilterExpression.Number id) {
        final Qualifiers qualifiers = id.qualifiers();
        final int value = (int) id.value();
        return switch (qualifiers.type()) {
            case NONE, HOST, NET -> {
                rejectLinkLayer(qualifiers);
                yield qualifiers.type() == Type.NET && qualifiers.protocol() != Protocol.DECNET
                        ? shortNetwork(value, qualifiers)
                        : network.ip4(value, -1, qualifiers);
            }
            case PORT -> port(Ports.Wanted.one(checkedPort(id.value())), qualifiers);
            case PORTRANGE -> port(Ports.Wanted.range(checkedPort(id.value()), (int) id.value()), qualifiers);
            case GATEWAY -> throw state.error("'gateway' requires a name");
            case PROTO -> proto(value, qualifiers);
            case PROTOCHAIN -> protochain(value, qualifiers);
        };
    }

    /** A number without dots is a network's first bytes: {@code net 10} is 10.0.0.0/8. */
    private Predicate shortNetwork(int value, Qualifiers qualifiers) {
        int address = value;
        int mask = -1;
        while (address != 0 && (address & 0xff000000) == 0) {
            address <<= 8;
            mask <<= 8;
        }
        return network.ip4(address, mask, qualifiers);
    }

    /** An address of a network's name: as libpcap does it, an address without trailing zeros cut is a host's. */
    Predicate namedNetwork(int address, Qualifiers qualifiers) {
        return shortNetwork(address, qualifiers);
    }

    Predicate dotted(FilterExpression.Dotted id) {
        final Qualifiers qualifiers = id.qualifiers();
        switch (qualifiers.type()) {
            case PORT, PORTRANGE, PROTO, PROTOCHAIN -> throw state.error(
                    "'%s' modifier applied to ip host", qualifiers.type().name().toLowerCase(java.util.Locale.ROOT));
            case GATEWAY -> throw state.error("'gateway' requires a name");
            default -> { }
        }
        if (qualifiers.protocol() == Protocol.DECNET) {
            return network.ip4(decnetAddress(id.text()), -1, qualifiers);
        }
        final ShortAddress address = ShortAddress.of(id.text(), state);
        rejectLinkLayer(qualifiers);
        return network.ip4(address.address(), address.mask(), qualifiers);
    }

    /** AREA.NODE; what follows them is ignored, and so are bits beyond 6 and 10. */
    int decnetAddress(String text) {
        final String[] parts = text.split("\\.");
        if (parts.length < 2 || !Arrays.stream(parts).allMatch(part -> part.matches("[0-9]{1,9}"))) {
            throw state.errorWithHint("write AREA.NODE, as in 1.2", "malformed decnet address '%s'", text);
        }
        return Integer.parseInt(parts[0]) << 10 & 0xfc00 | Integer.parseInt(parts[1]) & 0x03ff;
    }

    Predicate prefix(FilterExpression.DottedPrefix id) {
        final ShortAddress address = ShortAddress.of(id.text(), state);
        if (id.length() > 32) {
            throw state.error("mask length must be <= 32");
        }
        final int mask = id.length() == 0 ? 0 : -1 << 32 - (int) id.length();
        if ((address.address() & ~mask) != 0) {
            throw state.errorWithHint(
                    "did you mean " + ShortAddress.text(address.address() & mask) + "/" + id.length() + "?",
                    "non-network bits set in \"%s/%d\"", id.text(), id.length());
        }
        return masked(address.address(), mask, id.qualifiers());
    }

    Predicate mask(FilterExpression.DottedMask id) {
        final int address = ShortAddress.of(id.text(), state).address();
        final int mask = ShortAddress.of(id.mask(), state).address();
        if ((address & ~mask) != 0) {
            throw state.error("non-network bits set in \"%s mask %s\"", id.text(), id.mask());
        }
        return masked(address, mask, id.qualifiers());
    }

    private Predicate masked(int address, int mask, Qualifiers qualifiers) {
        if (qualifiers.type() != Type.NET) {
            throw state.errorWithHint("write net before it", "Mask syntax for networks only");
        }
        return network.ip4(address, mask, qualifiers);
    }

    Predicate ip6(FilterExpression.Ip6 id) {
        final byte[] address = bytes(id.address());
        final long length = id.length().orElse(IP6_BITS);
        if (length > IP6_BITS) {
            throw state.error("mask length must be <= %d", IP6_BITS);
        }
        final byte[] mask = ip6Mask((int) length);
        for (int i = 0; i < address.length; i++) {
            if ((address[i] & ~mask[i]) != 0) {
                throw state.error("non-network bits set beyond the %d of the prefix", length);
            }
        }
        switch (id.qualifiers().type()) {
            case NONE, HOST -> {
                if (length != IP6_BITS) {
                    throw state.errorWithHint("write net before it", "Mask syntax for networks only");
                }
            }
            case NET -> { }
            default -> throw state.error("invalid qualifier against IPv6 address");
        }
        return network.ip6(address, mask, id.qualifiers());
    }

    static byte[] ip6Mask(int length) {
        final byte[] mask = new byte[IP6_BITS / Byte.SIZE];
        for (int bit = 0; bit < length; bit++) {
            mask[bit / Byte.SIZE] |= (byte) (0x80 >>> bit % Byte.SIZE);
        }
        return mask;
    }

    Predicate mac(FilterExpression.Mac id) {
        if (!isLinkHost(id.qualifiers())) {
            throw state.errorWithHint("write ether host before it", "ethernet address used in non-ether expression");
        }
        return addresses.mac(bytes(id.address()), id.qualifiers().direction());
    }

    /** libpcap reads the dollar sign as a digit, which leaves 0xd0 and the first digit behind it; what it has made of addresses is kept. */
    Predicate arcnet(FilterExpression.Arcnet id) {
        final int firstDigit = id.address() > 0xf ? id.address() >>> 4 : id.address();
        final Predicate test = addresses.arcnet(0xd0 | firstDigit & 0xf, id.qualifiers().direction());
        if (!isLinkHost(id.qualifiers())) {
            throw state.error("ARCnet address used in non-arc expression");
        }
        return test;
    }

    private static boolean isLinkHost(Qualifiers qualifiers) {
        return (qualifiers.type() == Type.HOST || qualifiers.type() == Type.NONE) && qualifiers.protocol() == Protocol.LINK;
    }

    static byte[] bytes(List<Byte> list) {
        final byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i);
        }
        return bytes;
    }

    private void rejectLinkLayer(Qualifiers qualifiers) {
        if (qualifiers.protocol() == Protocol.LINK) {
            throw state.errorWithHint("a MAC address has six parts, as in 00:11:22:33:44:55", "illegal link layer address");
        }
    }

    Predicate port(Ports.Wanted wanted, Qualifiers qualifiers) {
        return ports.ports(wanted, transport(qualifiers), qualifiers.direction());
    }

    Predicate port(Ports.Wanted wanted, int transport, Direction direction) {
        return ports.ports(wanted, transport, direction);
    }

    /** The protocol number that stands before {@code port}. */
    int transport(Qualifiers qualifiers) {
        return switch (qualifiers.protocol()) {
            case NONE -> Ports.ANY;
            case TCP -> Ports.TCP;
            case UDP -> Ports.UDP;
            case SCTP -> Ports.SCTP;
            default -> throw state.errorWithHint(
                    "tcp, udp, sctp or nothing may stand before it",
                    "illegal qualifier of '%s'", qualifiers.type().name().toLowerCase(java.util.Locale.ROOT));
        };
    }

    int checkedPort(long port) {
        if (port > 0xffff) {
            throw state.error("illegal port number %d > 65535", port);
        }
        return (int) port;
    }

    Predicate proto(int number, Qualifiers qualifiers) {
        if (qualifiers.direction() != Direction.NONE) {
            throw state.error("direction applied to 'proto'");
        }
        return protocols.proto(number, qualifiers.protocol());
    }

    Predicate protochain(int number, Qualifiers qualifiers) {
        return chains.chain(number, qualifiers.protocol());
    }

    LinkAddresses addresses() {
        return addresses;
    }

    NetworkAddresses network() {
        return network;
    }
}
