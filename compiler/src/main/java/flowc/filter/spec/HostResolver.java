package flowc.filter.spec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Finds the addresses of a host's name: 4 bytes or 16 bytes each, in the order to test them; an empty list where there are none. */
@FunctionalInterface
public interface HostResolver {
    /** Knows no host: nothing leaves the machine unless somebody asked for it. */
    HostResolver NONE = Unknowing.NONE;

    /** Knows no host because the command line did not say {@code --resolve}, which messages then name. */
    HostResolver UNASKED = Unknowing.UNASKED;

    /** Asks what the machine asks, the hosts file and the domain name system; may take seconds. */
    HostResolver SYSTEM = name -> {
        try {
            return Arrays.stream(InetAddress.getAllByName(name)).map(InetAddress::getAddress).toList();
        } catch (UnknownHostException _) {
            return List.of();
        }
    };

    List<byte[]> addresses(String name);

    /** Those that know no host. They are told apart by which they are, so they are constants and no lambdas, whose identity is nobody's promise. */
    enum Unknowing implements HostResolver {
        NONE,
        UNASKED;

        @Override
        public List<byte[]> addresses(String name) {
            return List.of();
        }
    }
}
