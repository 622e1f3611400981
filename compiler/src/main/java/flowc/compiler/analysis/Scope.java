package flowc.compiler.analysis;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What can be said at one place: names, what is known of the packet, and where it is. Blocks nest by {@link #child}. */
final class Scope {
    private final Scope parent;
    private final Site site;
    private final Facts facts;
    private final Set<Guard> collector;
    private final Map<String, LocalSymbol> locals = new HashMap<>();

    private Scope(Scope parent, Site site, Facts facts, Set<Guard> collector) {
        this.parent = parent;
        this.site = site;
        this.facts = facts;
        this.collector = collector;
    }

    /** Where code stands. Table, header, layer may be null. */
    record Site(Place place, ModuleScope module, Typing typing, TableSymbol table, HeaderSymbol header, LayerSymbol layer) {}

    /** Kinds of places, by what there is to read. */
    enum Place {
        /** A handler on a packet. */
        PACKET(true, true),
        /** A condition or key, before there is a row. */
        MATCH(true, false),
        /** In or between headers, while a packet is walked. */
        HEADER(true, false),
        /** The {@code E} of {@code evict smallest by E}: nothing but a row, while its table makes room. */
        RANK(false, true), EXPIRE(false, true), EACH(false, true), INIT(false, false), FINISH(false, false),
        /** Timeouts, limits, constants, defaults. */
        SETTING(false, false), FUNCTION(false, false), PARSER(false, false);

        private final boolean packet;
        private final boolean row;

        Place(boolean packet, boolean row) {
            this.packet = packet;
            this.row = row;
        }

        boolean hasPacket() {
            return packet;
        }

        /** Whether rows can be looked up: not where several packets are prepared before the first of them changes rows. */
        boolean hasTables() {
            return this == PACKET || this == EXPIRE || this == INIT || this == EACH || this == FINISH;
        }

        boolean hasRow() {
            return row;
        }
    }

    static Scope of(Site site, Facts facts) {
        return new Scope(null, site, facts, null);
    }

    Scope child() {
        return new Scope(this, site, facts, collector);
    }

    /** The same place, knowing more. */
    Scope knowing(Facts more) {
        return new Scope(this, site, facts.and(more), collector);
    }

    /** The same place, where something absent is collected in {@code guards} and not an error. */
    Scope collecting(Set<Guard> guards) {
        return new Scope(this, site, facts, guards);
    }

    Site site() {
        return site;
    }

    Typing typing() {
        return site.typing();
    }

    ModuleScope module() {
        return site.module();
    }

    Facts facts() {
        return facts;
    }

    /** Null where absence is an error. */
    Set<Guard> collector() {
        return collector;
    }

    LocalSymbol local(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            final LocalSymbol found = scope.locals.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    void declare(LocalSymbol symbol) {
        locals.put(symbol.name(), symbol);
    }

    /** All local names, for hints. */
    Stream<String> localNames() {
        final Set<String> names = new LinkedHashSet<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            names.addAll(scope.locals.keySet());
        }
        return names.stream();
    }
}
