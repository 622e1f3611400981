package flowc.cli.filter;

import flowc.compiler.filter.ast.FilterNote;
import flowc.compiler.filter.syntax.FilterNotes;
import flowc.compiler.filter.syntax.FilterWords;
import java.util.stream.Collectors;

/** What an expression means, in words, and what in it often means something else than its author thinks. */
final class Explanation {
    private Explanation() {}

    /** Lines, each with its line end. */
    static String of(ExpressionMaker maker) {
        return words(maker) + notes(maker);
    }

    static String words(ExpressionMaker maker) {
        return FilterWords.of(maker.tree());
    }

    /** Empty where there is nothing to note. */
    static String notes(ExpressionMaker maker) {
        return FilterNotes.of(maker.expression()).stream().map((FilterNote note) -> note.render(maker.expression()) + "\n").collect(Collectors.joining());
    }
}
