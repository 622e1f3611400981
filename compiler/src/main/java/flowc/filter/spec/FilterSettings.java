package flowc.filter.spec;

import java.util.OptionalInt;

/**
 * What a filter's meaning depends on besides its text and link type.
 *
 * @param netmask of the interface's IPv4 network; without one {@code ip broadcast} is an error
 * @param origin where packets come from
 * @param resolver finds the addresses of host names
 */
public record FilterSettings(OptionalInt netmask, Origin origin, HostResolver resolver) {
    /** Of packets. Some link types look different in files, and only live captures know direction and interface of every packet. */
    public enum Origin {
        /** A file whose numbers have this machine's byte order. */
        SAVEFILE,
        /** A file written on a machine of the other byte order. */
        SWAPPED_SAVEFILE,
        /** A live capture on Linux, or no capture at all (libpcap's dead handle). */
        LIVE
    }

    /** A file of this machine's byte order, no netmask, no host names. */
    public static final FilterSettings SAVEFILE = new FilterSettings(OptionalInt.empty(), Origin.SAVEFILE, HostResolver.NONE);

    public FilterSettings withNetmask(int mask) {
        return new FilterSettings(OptionalInt.of(mask), origin, resolver);
    }

    public FilterSettings withOrigin(Origin of) {
        return new FilterSettings(netmask, of, resolver);
    }

    public FilterSettings withResolver(HostResolver hosts) {
        return new FilterSettings(netmask, origin, hosts);
    }
}
