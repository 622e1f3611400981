package flowc.compiler.filter.names;

import java.util.Optional;
import java.util.OptionalInt;

/** Looks up the names that may stand for numbers. Names are case-sensitive, aliases count. Any thread. */
public final class Names {
    /** What {@code port NAME} means: a port, and which transports have it under that name. */
    public record Port(int number, boolean tcp, boolean udp) {}

    private Names() {}

    /** A service's port: of TCP where TCP has one of that name; also a decimal number, as an escape can write it. */
    public static Optional<Port> port(String name) {
        return Optional.empty();
    }

    /** An IP protocol's number, as of {@code /etc/protocols}. */
    public static OptionalInt ipProtocol(String name) {
        return OptionalInt.empty();
    }

    /** An Ethernet type above 1500, or an LLC service access point below. */
    public static OptionalInt etherProtocol(String name) {
        return OptionalInt.empty();
    }

    /** The network layer protocol identifier of {@code esis}, {@code isis} or {@code clnp}. */
    public static OptionalInt isoProtocol(String name) {
        return OptionalInt.empty();
    }

    /** A network's number, left-justified, as of {@code /etc/networks}. */
    public static OptionalInt network(String name) {
        return OptionalInt.empty();
    }
}
