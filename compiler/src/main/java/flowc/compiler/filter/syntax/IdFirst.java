package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.grammar.PcapFilterParser;
import org.antlr.v4.runtime.Token;

/** An address or name at the beginning, where nothing says what it is. */
final class IdFirst {
    private IdFirst() {}

    static FilterError error(Token first, String written, Place place) {
        return switch (first.getType()) {
            case PcapFilterParser.MAC -> says(place, written, "write 'ether host " + written + "'");
            case PcapFilterParser.ARCNET -> says(place, written, "write 'link host " + written + "'");
            case PcapFilterParser.DOTTED, PcapFilterParser.IP6_ADDRESS ->
                says(place, written, "write '" + (written.indexOf('/') < 0 && written.indexOf(' ') < 0 ? "host " : "net ") + written + "'");
            default -> new FilterError(place, "'" + written + "' is no word of the filter language", WordHints.hint(Values.name(first)));
        };
    }

    private static FilterError says(Place place, String written, String hint) {
        return new FilterError(place, "an address alone says nothing: is '" + written + "' a host, a network, at which end?", hint);
    }
}
