package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.names.NameHints;
import flowc.compiler.filter.names.Names;
import flowc.compiler.filter.predicate.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Names with qualifiers before them: of hosts, networks, ports, ranges of ports and protocols. */
final class NamedIds {
    private final LinkState state;
    private final Ids ids;

    NamedIds(LinkState state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    Predicate of(FilterExpression.Name id) {
        final Qualifiers qualifiers = id.qualifiers();
        final String name = id.name();
        return switch (qualifiers.type()) {
            case NONE, HOST -> host(name, qualifiers);
            case NET -> ids.namedNetwork(
                    Names.network(name).orElseThrow(() -> state.errorWithHint("write its address, as in 10.0.0.0/8", "unknown network '%s'", name)), qualifiers);
            case PORT -> port(name, qualifiers);
            case PORTRANGE -> portRange(name, qualifiers);
            case GATEWAY -> throw state.errorWithHint(
                    "name the MAC address: ether host EHOST and not host HOST", "'gateway' not supported in this configuration");
            case PROTO -> ids.proto(protocol(name, qualifiers.protocol()), qualifiers);
            case PROTOCHAIN -> ids.protochain(protocol(name, qualifiers.protocol()), qualifiers);
        };
    }

    private Predicate host(String name, Qualifiers qualifiers) {
        if (qualifiers.protocol() == Protocol.LINK) {
            if (!ids.addresses().hasMacs()) {
                throw state.error("only ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel supports link-level host name");
            }
            throw state.errorWithHint("give its MAC address", "unknown ether host '%s'", name);
        }
        if (qualifiers.protocol() == Protocol.DECNET) {
            throw state.errorWithHint(
                    "write AREA.NODE, as in 1.2", "decnet name support not included, '%s' cannot be translated", name);
        }
        final List<byte[]> addresses = state.settings.resolver().addresses(name);
        if (addresses.isEmpty()) {
            throw state.errorWithHint(NameHints.host(state.settings.resolver()), "unknown host '%s'", name);
        }
        return anyOf(name, addresses, qualifiers);
    }

    /** Where link types have no type field, a name of both families is not looked for in ARP. */
    private Predicate anyOf(String name, List<byte[]> addresses, Qualifiers qualifiers) {
        final boolean onlyIp = state.typeField.constant == Offset.NOT_SET && qualifiers.protocol() == Protocol.NONE;
        final Qualifiers for4 = onlyIp ? new Qualifiers(Protocol.IP, qualifiers.direction(), qualifiers.type()) : qualifiers;
        final List<Predicate> tests = new ArrayList<>();
        for (final byte[] address : addresses) {
            if (address.length == 4 && qualifiers.protocol() != Protocol.IP6) {
                tests.add(ids.network().ip4(Loads.bigEndian(address, 0, 4), -1, for4));
            } else if (address.length == 16 && qualifiers.protocol() != Protocol.IP) {
                tests.add(ids.network().ip6(address, Ids.ip6Mask(128), qualifiers));
            }
        }
        if (tests.isEmpty()) {
            throw state.error("unknown host '%s' for specified address family", name);
        }
        return Tests.or(tests.toArray(new Predicate[0]));
    }

    private Predicate port(String name, Qualifiers qualifiers) {
        final int asked = ids.transport(qualifiers);
        final Names.Port port = Names.port(name).orElseThrow(() -> state.errorWithHint(NameHints.port(name), "unknown port '%s'", name));
        return ids.port(Ports.Wanted.one(ids.checkedPort(port.number())), transport(name, asked, port), qualifiers.direction());
    }

    /** The transport that was asked for, where the name is one of it; else those that have the name. */
    private int transport(String name, int asked, Names.Port port) {
        final int only = port.tcp() == port.udp() ? Ports.ANY : port.tcp() ? Ports.TCP : Ports.UDP;
        if (asked == Ports.ANY) {
            return only;
        }
        if (only != Ports.ANY && only != asked) {
            throw state.error("port '%s' is %s", name, only == Ports.TCP ? "tcp" : "udp");
        }
        return asked;
    }

    private Predicate portRange(String text, Qualifiers qualifiers) {
        final int asked = ids.transport(qualifiers);
        final Names.PortRange range = Names.portRange(text)
                .orElseThrow(() -> state.errorWithHint("write two numbers, or two names of services, as in 80-90", "unknown port in range '%s'", text));
        final Names.Port both = new Names.Port(range.first(), range.tcp(), range.udp());
        return ids.port(Ports.Wanted.range(ids.checkedPort(range.first()), ids.checkedPort(range.last())), transport(text, asked, both), qualifiers.direction());
    }

    private int protocol(String name, Protocol protocol) {
        final OptionalInt number = switch (protocol) {
            case NONE, IP, IP6 -> Names.ipProtocol(name);
            case LINK -> Names.etherProtocol(name);
            case ISO -> Names.isoProtocol(name);
            default -> throw state.error("unknown protocol: %s", name);
        };
        final String family = switch (protocol) {
            case LINK -> "ether";
            case ISO -> "osi";
            default -> "ip";
        };
        final String hint = protocol == Protocol.LINK ? NameHints.etherProtocol(name) : NameHints.ipProtocol(name);
        return number.orElseThrow(() -> state.errorWithHint(hint, "unknown %s proto '%s'", family, name));
    }
}
