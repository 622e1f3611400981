package flowc.compiler.placement;

import flowc.compiler.source.Span;

/** Why something keeps one owner, for the user: {@code text} says it in a sentence's words, {@code remedy}, which may be empty, what to do about it. */
public record Cause(Span span, String text, String remedy) {
    /** The text with its place. */
    public String located() {
        return "line " + span.line() + ": " + text;
    }
}
