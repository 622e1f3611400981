package flowc.compiler.analysis;

import flowc.compiler.filter.predicate.Predicate;
import java.util.List;

/**
 * A {@code pcap("…")} as it means something on the link types that the tracker's packets can begin with. Symbols of equal text are equal.
 *
 * @param variants one for each link type and byte order on which the filter has a meaning
 */
public record PcapFilter(String text, List<Variant> variants) {
    /** {@code swapped}: for packets whose link header is in the byte order that this machine has not; null where that makes no difference. */
    public record Variant(int linkType, Predicate predicate, Predicate swapped) {}
}
