package flowc.filter;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.rules.Pattern;
import flowc.compiler.filter.rules.PatternBuilder;
import flowc.compiler.filter.rules.Rule;
import flowc.compiler.filter.rules.RuleMatches;
import flowc.compiler.filter.rules.RuleSet;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.compiler.syntax.DeepStack;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.Optional;
import java.util.Set;

/**
 * Many filters for one link type, each with a number, matched at once. Filters that compare nothing but addresses, protocols and ports for equality
 * cost one look-up together, however many there are; the others share their tests. Filters can be added and removed while packets are matched: a new
 * one counts from the next packet on, a removed one from then on no more. Any thread; each thread that matches has its own {@link Reader}.
 */
public final class FilterSet {
    /** No filter's number. */
    public static final int NONE = -1;

    private final LinkType linkType;
    private final FilterSettings settings;
    private final RuleSet rules;

    /** For packets of capture files, without a netmask and without looking up host names. */
    public FilterSet(LinkType linkType) {
        this(linkType, FilterSettings.SAVEFILE);
    }

    public FilterSet(LinkType linkType, FilterSettings settings) {
        this.linkType = linkType;
        this.settings = settings;
        this.rules = new RuleSet(linkType.number());
    }

    /**
     * Adds a filter under a number from 0 on that no other has. Takes well under a millisecond: what is slow happens in the background.
     *
     * @throws FilterSyntaxException where the expression is no filter, or none on the set's link type; the set stays as it was
     */
    public void add(int number, String expression) throws FilterSyntaxException {
        requireNumber(number);
        try {
            rules.add(DeepStack.callFor(expression, () -> rule(number, expression)));
        } catch (FilterError e) {
            throw new FilterSyntaxException(e, expression);
        }
    }

    private Rule rule(int number, String expression) {
        final FilterExpression tree = FilterParser.parse(expression);
        final Predicate meaning = FilterMeaning.of(tree, linkType, settings);
        final Optional<Set<Pattern>> patterns = RuleMatches.hasPatterns(linkType.number()) ? PatternBuilder.patterns(tree) : Optional.empty();
        return new Rule(number, meaning, patterns);
    }

    /** Adds a filter that was compiled before, with settings of its own; it is asked by itself, packet by packet. */
    public void add(int number, PacketFilter filter) {
        requireNumber(number);
        if (filter.linkType() != linkType) {
            throw new IllegalArgumentException("a filter must be for the set's link type: filter=" + filter + " set=" + linkType);
        }
        rules.add(new Rule(number, filter.program()));
    }

    private static void requireNumber(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("a filter's number must be 0 or more: number=" + number);
        }
    }

    /** Removes a filter; false when there is none of this number. */
    public boolean remove(int number) {
        return rules.remove(number);
    }

    /** Filters in the set. */
    public int size() {
        return rules.size();
    }

    /**
     * Waits until all filters are merged, so that the next packets are matched as fast as can be. For measuring; nothing else needs it.
     *
     * @throws IllegalStateException where they could not be merged: they match what they should, but new ones are asked one by one
     */
    public void awaitMerge() throws InterruptedException {
        rules.awaitMerge();
    }

    /** What one thread matches with. */
    public Reader newReader() {
        return new Reader();
    }

    /** Matches packets and holds the result until the next one. One thread. */
    public final class Reader {
        private final RuleMatches matches = rules.newMatches();

        private Reader() {}

        /**
         * Finds the filters that accept a packet; allocates nothing for packets that are captured whole.
         *
         * @param address of the first captured byte
         * @param captureLength bytes that may be read there, 0 to 2^32 - 1
         * @param wireLength bytes on the wire, 0 to 2^32 - 1
         * @return how many there are
         */
        public int match(long address, long captureLength, long wireLength) {
            rules.match(matches, address, captureLength, wireLength);
            return matches.count();
        }

        /** Number of a filter that accepted the packet matched last, ascending with {@code index}, 0 to the count less one. */
        public int number(int index) {
            return matches.number(index);
        }

        /** The smallest number of a filter that accepts the packet, {@link FilterSet#NONE} when none does; arguments as of {@link #match}. */
        public int first(long address, long captureLength, long wireLength) {
            return match(address, captureLength, wireLength) == 0 ? NONE : matches.number(0);
        }
    }
}
