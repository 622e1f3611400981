package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;

/** How deep the tree is at the place that is built; later stages walk it by recursion. */
final class TreeDepth {
    /** Of the whole tree. What people write has less than fifty. */
    static final int MAX_LEVELS = 1000;

    private int depth;

    /** Goes down {@code levels}; each needs a {@link #leave}. */
    void enter(int levels, Place place) {
        if (levels > MAX_LEVELS - depth) {
            throw tooDeep(place);
        }
        depth += levels;
    }

    void leave(int levels) {
        depth -= levels;
    }

    static FilterError tooDeep(Place place) {
        return new FilterError(place, "this is nested too deeply, or mixes 'and' and 'or' or operators too often: a filter has at most "
                + MAX_LEVELS + " levels", "split the expression into several filters");
    }
}
