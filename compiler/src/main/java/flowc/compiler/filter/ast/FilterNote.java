package flowc.compiler.filter.ast;

/** Something to know about a part of a correct expression that may mean something else than it seems to. */
public record FilterNote(Place place, String text) {
    /** The note, and the expression with carets under the place; no line end at the end. */
    public String render(String expression) {
        return Picture.of("note: " + text, place, "", expression);
    }
}
