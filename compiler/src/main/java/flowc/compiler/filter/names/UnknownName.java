package flowc.compiler.filter.names;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.source.Nearest;
import java.util.Collection;

/** Errors for names that no table has, with the one that was meant where that can be guessed. */
public final class UnknownName {
    /** Longer ones are no misspelt names, and comparing them takes time. */
    private static final int MAX_LENGTH = 40;

    private UnknownName() {}

    public static FilterError port(String name, Place place) {
        return of("there is no port named '" + shown(name) + "'", name, Names.services(), "write its number, or the name of a TCP or UDP service", place);
    }

    public static FilterError portRange(String text, Place place) {
        return new FilterError(place, "'" + shown(text) + "' is no range of ports", "write two numbers, or names of services without '-', as '80-90'");
    }

    public static FilterError ipProtocol(String name, Place place) {
        return of("there is no IP protocol named '" + shown(name) + "'", name, Names.ipProtocols(), "write its number", place);
    }

    public static FilterError etherProtocol(String name, Place place) {
        return of("there is no Ethernet protocol named '" + shown(name) + "'", name, Names.etherProtocols(), "write its type, as '0x0800'", place);
    }

    public static FilterError network(String name, Place place) {
        return new FilterError(place, "there is no network named '" + shown(name) + "'", "write its address, as '10.0.0.0/8'");
    }

    /** {@code asked} is whether names of hosts were looked up at all. */
    public static FilterError host(String name, boolean asked, Place place) {
        return asked ? new FilterError(place, "there is no host named '" + shown(name) + "'", "write its address")
                : new FilterError(place, "'" + shown(name) + "' is no address", "names of hosts are looked up only with --resolve; else write the address");
    }

    private static FilterError of(String message, String name, Collection<String> known, String otherwise, Place place) {
        final String hint = name.length() > MAX_LENGTH ? otherwise
                : Nearest.of(name, known).map(nearest -> "did you mean '" + nearest + "'?").orElse(otherwise);
        return new FilterError(place, message, hint);
    }

    private static String shown(String name) {
        return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "…";
    }
}
