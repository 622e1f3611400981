package flowc.runtime.export;

import java.nio.charset.StandardCharsets;

/**
 * How a value is brought to a width. Widths count characters, not bytes.
 *
 * @param fill what stands beside the value, one character (code point)
 * @param align {@code <}, {@code >} or {@code ^}; 0 when not given: numbers go right, all else left
 * @param zeros whether zeros stand between a number's sign and its digits
 * @param width 0 for none
 */
public record Padding(int fill, char align, boolean zeros, int width) {
    static final Padding NONE = new Padding(' ', '\0', false, 0);

    private static final byte[] SPACE = {' '};
    private static final byte[] ZERO = {'0'};

    /** Pads the text from byte {@code start} on, which is not a number or one that zeros do not go with. */
    void apply(TextBuffer out, int start, boolean rightByDefault) {
        if (width == 0) {
            return;
        }
        final int missing = width - out.characters(start, out.length());
        if (missing <= 0) {
            return;
        }
        final byte[] filling = fill == ' ' ? SPACE : Character.toString(fill).getBytes(StandardCharsets.UTF_8);
        final int before = switch (align) {
            case '<' -> 0;
            case '>' -> missing;
            case '^' -> missing / 2;
            default -> rightByDefault ? missing : 0;
        };
        out.insert(start, filling, before);
        out.insert(out.length(), filling, missing - before);
    }

    /** Pads the number from byte {@code start} on. */
    void applyToNumber(TextBuffer out, int start) {
        if (!zeros) {
            apply(out, start, true);
            return;
        }
        final int missing = width - (out.length() - start);
        if (missing > 0) {
            out.insert(out.bytes()[start] == '-' ? start + 1 : start, ZERO, missing);
        }
    }
}
