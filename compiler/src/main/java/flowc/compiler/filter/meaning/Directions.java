package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.predicate.Predicate;
import java.util.function.Supplier;

/** Makes one test of two: of source, of destination, or both in the way a direction says. */
final class Directions {
    private Directions() {}

    /** {@code what} is told by the error for directions that only 802.11 has. */
    static Predicate of(LinkState state, Direction direction, String what, Supplier<Predicate> source, Supplier<Predicate> destination) {
        return switch (direction) {
            case SRC -> source.get();
            case DST -> destination.get();
            case SRC_AND_DST -> Tests.and(source.get(), destination.get());
            case NONE, SRC_OR_DST -> Tests.or(source.get(), destination.get());
            case RA, TA -> throw state.error("'%s' is not a valid qualifier for %s", direction.name().toLowerCase(java.util.Locale.ROOT), what);
            case ADDR1, ADDR2, ADDR3, ADDR4 -> {
                final char number = direction.name().charAt(4);
                throw state.error("'addr%c' and 'address%c' are not valid qualifiers for %s", number, number, what);
            }
        };
    }
}
