package flowc.filter;

import flowc.compiler.filter.ast.FilterError;

/** An expression that is no filter, or none on its link type. */
public final class FilterSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String hint;
    private final String rendered;

    FilterSyntaxException(FilterError error, String expression) {
        super(error.getMessage(), error);
        this.position = error.place().start();
        this.hint = error.hint();
        this.rendered = error.render(expression);
    }

    /** Where the mistake begins: an index into the expression, or its length where something is missing at its end. */
    public int position() {
        return position;
    }

    /** What to write instead; empty where that is not known. */
    public String hint() {
        return hint;
    }

    /** Message, the expression's line with carets under the mistake, and the hint; several lines without an end. */
    public String render() {
        return rendered;
    }
}
