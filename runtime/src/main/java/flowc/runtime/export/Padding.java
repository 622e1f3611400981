package flowc.runtime.export;

import java.nio.charset.StandardCharsets;

/** Brings a value that was just written to its width. Widths count characters, not bytes. */
final class Padding {
    private static final byte[] SPACE = {' '};

    private Padding() {}

    /** Pads the text from byte {@code start} on as {@code spec} says; {@code rightByDefault} is where a value goes that has no alignment. */
    static void pad(TextBuffer out, int start, FormatSpec spec, boolean rightByDefault) {
        if (spec.width() == 0) {
            return;
        }
        final int missing = spec.width() - out.characters(start, out.length());
        if (missing <= 0) {
            return;
        }
        final byte[] fill = spec.fill() == ' ' ? SPACE : Character.toString(spec.fill()).getBytes(StandardCharsets.UTF_8);
        final int before = switch (spec.align()) {
            case '<' -> 0;
            case '>' -> missing;
            case '^' -> missing / 2;
            default -> rightByDefault ? missing : 0;
        };
        out.insert(start, fill, before);
        out.insert(out.length(), fill, missing - before);
    }
}
