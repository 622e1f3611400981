package flowc.cli.filter;

import flowc.compiler.filter.FilterCompiler;
import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.rules.InterpretedFilter;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings.Origin;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.HostResolver;
import flowc.filter.spec.LinkType;
import flowc.runtime.program.FilterProgram;
import java.util.Optional;
import java.util.OptionalInt;

/** Compiles one expression with the settings of a command line, for the link types that come up. */
final class ExpressionMaker implements FilterMaker {
    private final String expression;
    private final FilterExpression tree;
    private final Optional<LinkType> linkType;
    private final FilterSettings settings;
    private final boolean tiered;

    /**
     * Reads the expression, which is compiled later.
     *
     * @throws Refused when it is wrong on every link type
     */
    ExpressionMaker(FilterCommand options, String expression) {
        this.expression = expression;
        this.linkType = options.linkType();
        final OptionalInt netmask = options.netmask == null ? OptionalInt.empty() : OptionalInt.of(Netmask.parse(options.netmask));
        this.settings = new FilterSettings(netmask, Origin.SAVEFILE, options.resolve ? HostResolver.SYSTEM : HostResolver.UNASKED);
        this.tiered = options.expressions != null;
        try {
            this.tree = FilterParser.parse(expression);
        } catch (FilterError e) {
            throw new Refused(e.render(expression));
        }
    }

    String expression() {
        return expression;
    }

    FilterExpression tree() {
        return tree;
    }

    FilterSettings settings() {
        return settings;
    }

    @Override
    public FilterProgram make(Link link, String capture) {
        final Optional<LinkType> type = linkType.or(() -> LinkType.ofFile(link.linkType()));
        if (type.isEmpty() && tree instanceof FilterExpression.Everything) {
            return everything();
        }
        if (type.isEmpty()) {
            throw new Refused("error: filters are not known for link type " + link.linkType() + "\n  the packets are in " + capture);
        }
        try {
            return make(type.get(), settings.withOrigin(link.swapped() ? Origin.SWAPPED_SAVEFILE : Origin.SAVEFILE));
        } catch (FilterError e) {
            throw new Refused(e.render(expression) + "\n  on link type " + type.get() + ", which packets in " + capture + " have");
        }
    }

    private FilterProgram make(LinkType type, FilterSettings of) {
        if (tiered) {
            final Predicate meaning = FilterMeaning.of(tree, type, of);
            return new TieredFilter(new InterpretedFilter(meaning), () -> FilterCompiler.compile(expression, type, of).load());
        }
        return FilterCompiler.compile(expression, type, of).load();
    }

    private static FilterProgram everything() {
        return new InterpretedFilter(new Predicate.Always());
    }
}
