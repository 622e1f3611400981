package flowc.compiler.filter.names;

import java.util.List;

/** Finds the addresses of a host's name: 4 bytes or 16 bytes each, in the order to test them; an empty list where there are none. */
@FunctionalInterface
public interface HostResolver {
    List<byte[]> addresses(String name);
}
