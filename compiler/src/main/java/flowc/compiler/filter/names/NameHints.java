package flowc.compiler.filter.names;

import flowc.compiler.source.Nearest;
import flowc.filter.spec.HostResolver;
import java.util.Collection;

/** What to write instead of a name that no table has: the nearest that one has, else a number or address. */
public final class NameHints {
    /** Longer ones are no misspelt names, and comparing them takes time. */
    private static final int MAX_LENGTH = 40;

    private NameHints() {}

    public static String port(String name) {
        return of(name, Names.services(), "write its number, or the name of a TCP or UDP service");
    }

    public static String ipProtocol(String name) {
        return of(name, Names.ipProtocols(), "write its number");
    }

    public static String etherProtocol(String name) {
        return of(name, Names.etherProtocols(), "write its type, as in 0x0800");
    }

    /** {@code resolver} is the one that did not know the host. */
    public static String host(HostResolver resolver) {
        return resolver == HostResolver.UNASKED ? "names of hosts are looked up only with --resolve; else write the address" : "write the address";
    }

    private static String of(String name, Collection<String> known, String otherwise) {
        return name.length() > MAX_LENGTH ? otherwise : Nearest.of(name, known).map(nearest -> "did you mean '" + nearest + "'?").orElse(otherwise);
    }
}
