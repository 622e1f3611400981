package flowc.compiler.analysis;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.compiler.source.Code;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.filter.spec.FilterSettings.Origin;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks pcap-filter expressions in a tracker's text: {@code pcap("…")}, and {@code dump filter "…"} as far as its holes allow. */
final class PcapFilterChecker {
    private static final int ETHERNET = 1;
    /**
     * Of all filters of a tracker on all link types: some 450 ports. It is about how long a check may take, ten seconds, and how much memory,
     * a third of a gigabyte: both grow with the number of tests.
     */
    private static final int MOST_TESTS = 160_000;

    private final Session session;
    private final Map<String, PcapFilter> known = new HashMap<>();
    private int tests;

    PcapFilterChecker(Session session) {
        this.session = session;
    }

    /** The condition {@code pcap("…")}; proves nothing of any header. */
    Type call(Expression.Call call, Scope scope) {
        final boolean hasPacket = scope.site().place() == Scope.Place.PACKET || scope.site().place() == Scope.Place.MATCH;
        if (!hasPacket) {
            return session.wrong(Code.WRONG_CONTEXT, call.span(), "'pcap' asks about the packet at hand, and there is none here");
        }
        if (call.arguments().size() != 1 || !(call.arguments().getFirst() instanceof Expression.TextLiteral literal)) {
            session.error(Code.NOT_CALLABLE, call.span(), "'pcap' takes one text in quotes, without holes").hint("pcap(\"udp port 53\")");
            return Type.Simple.ERROR;
        }
        try {
            final PcapFilter filter = filter(literal);
            scope.typing().binding(call, new Binding.Pcap(filter));
        } catch (FilterError e) {
            report(e, FilterText.of(literal));
        }
        scope.typing().type(literal, Type.Simple.TEXT);
        return Type.Simple.BOOL;
    }

    /** What stands in a tracker twice is compiled once. */
    private PcapFilter filter(Expression.TextLiteral literal) {
        final PcapFilter before = known.get(literal.value());
        if (before != null) {
            return before;
        }
        final PcapFilter filter = new PcapFilter(literal.value(), variants(FilterParser.parse(literal.value())));
        known.put(literal.value(), filter);
        final boolean fitted = tests <= MOST_TESTS;
        tests += filter.tests(MOST_TESTS + 1 - Math.min(tests, MOST_TESTS));
        if (fitted && tests > MOST_TESTS) {
            session.error(Code.FILTERS_TOO_LARGE, literal.span(), "with this one, the tracker's pcap filters are more than %d tests, on %d link types together", MOST_TESTS, filter.variants().size())
                    .hint("many ports or addresses are one test as a set, udp.port in {53, 443}, and many ports in a row are in a filter, too: portrange 1000-2000");
        }
        return filter;
    }

    private void report(FilterError error, FilterText text) {
        session.error(Code.BAD_FILTER, text.span(error.place()), "%s", error.getMessage()).hint("%s", error.hint());
    }

    /** Throws what is wrong on Ethernet, else on the first link type, when the filter means nothing on any. */
    private List<PcapFilter.Variant> variants(FilterExpression expression) {
        final List<PcapFilter.Variant> variants = new ArrayList<>();
        FilterError first = null;
        for (int link : session.headers.values().stream().flatMap(header -> header.links().stream()).distinct().sorted().toList()) {
            final Optional<LinkType> linkType = LinkType.ofFile(link);
            if (linkType.isPresent()) {
                try {
                    variants.add(variant(expression, link, linkType.get()));
                } catch (FilterError e) {
                    first = first == null || link == ETHERNET ? e : first;
                }
            }
        }
        if (variants.isEmpty() && first != null) {
            throw first;
        }
        return variants;
    }

    private static PcapFilter.Variant variant(FilterExpression expression, int link, LinkType linkType) {
        final Predicate predicate = FilterMeaning.of(expression, linkType, FilterSettings.SAVEFILE);
        final Predicate swapped = FilterMeaning.of(expression, linkType, FilterSettings.SAVEFILE.withOrigin(Origin.SWAPPED_SAVEFILE));
        return new PcapFilter.Variant(link, predicate, swapped.equals(predicate) ? null : swapped);
    }

    /** The text of {@code dump filter}: what stands in holes is replaced by something of its kind. */
    void dump(Expression filter, Scope scope) {
        final FilterText text = switch (filter) {
            case Expression.TextLiteral literal -> FilterText.of(literal);
            case Expression.Template template -> FilterText.of(template, scope.typing()).orElse(null);
            default -> null;
        };
        if (text == null) {
            return;
        }
        try {
            FilterParser.parse(text.value());
        } catch (FilterError e) {
            report(e, text);
        }
    }
}
