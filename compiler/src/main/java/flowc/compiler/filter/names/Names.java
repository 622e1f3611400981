package flowc.compiler.filter.names;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks up the names that may stand for numbers. Names are case-sensitive, aliases count. Any thread. */
public final class Names {
    /** What {@code port NAME} means: a port, and which transports have it by that name. Both true means any transport, SCTP too. */
    public record Port(int number, boolean tcp, boolean udp) {}

    /** What {@code portrange A-B} means, ends as written: maybe the wrong way round, and unchecked where they are numbers. */
    public record PortRange(int first, int last, boolean tcp, boolean udp) {}

    /** Longer texts are no names that anybody wrote. */
    private static final int MAX_LENGTH = 1000;
    private static final Pattern DECIMAL = Pattern.compile("\\+?[0-9]+");
    private static final Pattern NUMBERS = Pattern.compile("([+-]?[0-9]+)-([+-]?[0-9]+).*", Pattern.DOTALL);
    private static final Map<String, Integer> ISO = Map.of("clnp", 0x81, "esis", 0x82, "isis", 0x83);

    private Names() {}

    /**
     * A service's port: TCP's where TCP has one of that name. Decimal digits, which an escape can write, are a port too; libpcap hands them to
     * the C library, which keeps their low 16 bits.
     */
    public static Optional<Port> port(String name) {
        if (name.length() <= MAX_LENGTH && DECIMAL.matcher(name).matches()) {
            final BigInteger number = new BigInteger(name);
            return number.bitLength() > Long.SIZE ? Optional.empty() : Optional.of(new Port(number.intValue() & 0xffff, true, true));
        }
        final Integer tcp = NameTables.TCP.get(name);
        final Integer udp = NameTables.UDP.get(name);
        if (tcp == null) {
            return udp == null ? Optional.empty() : Optional.of(new Port(udp, false, true));
        }
        return Optional.of(new Port(tcp, true, tcp.equals(udp)));
    }

    /**
     * Two ports with a {@code -} between them: numbers, after which anything may follow, or names without a {@code -} of their own.
     * A transport that not both have counts for neither.
     */
    public static Optional<PortRange> portRange(String text) {
        final Matcher numbers = NUMBERS.matcher(text);
        if (text.length() <= MAX_LENGTH && numbers.matches()) {
            return Optional.of(new PortRange(integer(numbers.group(1)), integer(numbers.group(2)), true, true));
        }
        final int dash = text.indexOf('-');
        final Optional<Port> first = dash < 0 ? Optional.empty() : port(text.substring(0, dash));
        final Optional<Port> last = dash < 0 ? Optional.empty() : port(text.substring(dash + 1));
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        final boolean same = first.get().tcp == last.get().tcp && first.get().udp == last.get().udp;
        return Optional.of(new PortRange(first.get().number, last.get().number, !same || first.get().tcp, !same || first.get().udp));
    }

    /** As {@code scanf} reads it: a long at most, of which an int is kept. */
    private static int integer(String digits) {
        return new BigInteger(digits).max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE)).intValue();
    }

    /** An IP protocol's number. */
    public static OptionalInt ipProtocol(String name) {
        return optional(NameTables.PROTOCOLS.get(name));
    }

    /** An Ethernet type above 1500, or an LLC service access point below. */
    public static OptionalInt etherProtocol(String name) {
        return optional(NameTables.ETHER_PROTOCOLS.get(name));
    }

    /** The network layer protocol identifier of {@code esis}, {@code isis} or {@code clnp}. */
    public static OptionalInt isoProtocol(String name) {
        return optional(ISO.get(name));
    }

    /** An IPv4 network's address as a number: 127.0.0.0 is 0x7f000000. */
    public static OptionalInt network(String name) {
        return optional(NameTables.NETWORKS.get(name));
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The names of all services, in alphabetical order: to suggest one for a misspelt one. */
    public static Collection<String> services() {
        final Set<String> all = new TreeSet<>(NameTables.TCP.keySet());
        all.addAll(NameTables.UDP.keySet());
        return all;
    }

    /** The names of all IP protocols, in alphabetical order. */
    public static Collection<String> ipProtocols() {
        return new TreeSet<>(NameTables.PROTOCOLS.keySet());
    }

    /** The names of all Ethernet types and service access points, in alphabetical order. */
    public static Collection<String> etherProtocols() {
        return new TreeSet<>(NameTables.ETHER_PROTOCOLS.keySet());
    }
}
