package flowc.compiler.filter.ast;

/**
 * An expression that is no filter, or none on its link type: what is wrong, where, and what to write instead. The one exception of every
 * stage from text to program; {@code flowc.filter} hands it on as its own.
 */
public final class FilterError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String hint;

    /** {@code hint} says what to do, and is empty where that is not known. */
    public FilterError(Place place, String message, String hint) {
        super(message);
        this.place = place;
        this.hint = hint;
    }

    public FilterError(Place place, String message) {
        this(place, message, "");
    }

    /** Of the offending text; empty at the expression's end where something is missing there. */
    public Place place() {
        return place;
    }

    /** Empty without one. */
    public String hint() {
        return hint;
    }

    /** Message, expression with a caret under the place, and hint; no line end at the end. */
    public String render(String expression) {
        return Picture.of("error: " + getMessage(), place, hint, expression);
    }
}
