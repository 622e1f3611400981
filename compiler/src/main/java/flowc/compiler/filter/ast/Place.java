package flowc.compiler.filter.ast;

/** Half-open range of UTF-16 units of the expression's text. */
public record Place(int start, int end) {
    public Place to(Place last) {
        return new Place(Math.min(start, last.start), Math.max(end, last.end));
    }
}
