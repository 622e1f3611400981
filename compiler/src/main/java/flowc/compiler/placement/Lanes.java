package flowc.compiler.placement;

import flowc.compiler.analysis.Constants;
import flowc.compiler.analysis.TableSymbol;
import flowc.runtime.table.TableSettings;
import java.math.BigInteger;
import java.util.Optional;

/** How many lanes a table has. */
final class Lanes {
    private Lanes() {}

    /** Empty when a param decides. */
    static Optional<Integer> of(TableSymbol table) {
        final Optional<BigInteger> rows = table.limit() == null ? Optional.of(BigInteger.valueOf(TableSettings.DEFAULT_LIMIT)) : Constants.evaluate(table.limit().expression(), table.limit().typing());
        return rows.map(number -> TableSettings.lanes(number.min(BigInteger.valueOf(TableSettings.MAX_LIMIT)).longValue()));
    }

    /** Whether a group's tables, which have as many lanes each, have one only: then they are one worker's, spread or not. */
    static boolean isOne(Placement.Group group) {
        return of(group.tables().getFirst()).filter(lanes -> lanes == 1).isPresent();
    }

    static boolean areSame(TableSymbol left, TableSymbol right) {
        final Optional<Integer> l = of(left);
        final Optional<Integer> r = of(right);
        return l.isPresent() && r.isPresent() ? l.equals(r) : SameValue.of(left.limit(), right.limit());
    }
}
